#include "gateway/cli/scripts_options.h"

#include "gateway/cli/config_option.h"
#include "gateway/cli/scripts.h"

#include <CLI/CLI.hpp>

namespace gateway::cli {
namespace {

void add_publish(CLI::App& scripts, int& code) {
    static PublishOptions options;
    auto* publish = scripts.add_subcommand(
        "publish", "show what new scripts do to the conversations under way, and take them into use"
    );
    publish->add_option(
        "folder", options.folder, "the new scripts; without it, the configured ones"
    );
    config_option(*publish, options.config);
    publish->add_flag("--dry-run", options.dry_run, "show it, change nothing");
    publish->add_option("--revoke", options.revoke, "digest of scripts nobody may go on by");
    publish
        ->add_option(
            "--tolerate", options.tolerate, "percent of conversations that may lose their place"
        )
        ->check(CLI::Range(0, 100))
        ->capture_default_str();
    publish->callback([&code] { code = scripts_publish(options); });
}

void add_replay(CLI::App& scripts, int& code) {
    static ReplayOptions options;
    auto* replay = scripts.add_subcommand(
        "replay",
        "play kept conversations again with other scripts and show every reply that changes"
    );
    replay->add_option("--against", options.against, "folder of the other scripts")->required();
    config_option(*replay, options.config);
    replay->add_option("--day", options.day, "only conversations of this day: 2026-11-22");
    replay->add_option("--conversation", options.conversation, "only this one, by its number");
    replay->callback([&code] { code = scripts_replay(options); });
}

void add_graph(CLI::App& scripts, int& code) {
    static GraphOptions options;
    auto* graph = scripts.add_subcommand("graph", "draw the flows as an SVG picture for a browser");
    graph->add_option("flows", options.flows, "names of flows; without them, all");
    graph->add_option("--scripts", options.folder, "folder of the scripts")->capture_default_str();
    graph->add_option("-o,--output", options.output, "file to write; without it, standard output");
    graph->callback([&code] { code = scripts_graph(options); });
}

void add_extract(CLI::App& scripts, int& code) {
    static ExtractOptions options;
    auto* extract = scripts.add_subcommand(
        "extract", "write every text the bot can say into a table, to be reviewed"
    );
    extract->add_option("--scripts", options.folder, "folder of the scripts")
        ->capture_default_str();
    extract->add_option(
        "-o,--output", options.output, "CSV file to write; without it, standard output"
    );
    extract->callback([&code] { code = scripts_extract(options); });
}

void add_inspect(CLI::App& scripts, int& code) {
    static InspectOptions options;
    auto* inspect = scripts.add_subcommand(
        "inspect", "show what each flow asks for, does and leads to, and its dearest message"
    );
    inspect->add_option("flows", options.flows, "names of flows; without them, all");
    inspect->add_option("--scripts", options.folder, "folder of the scripts")
        ->capture_default_str();
    inspect->callback([&code] { code = scripts_inspect(options); });
}

void add_migrate(CLI::App& scripts, int& code) {
    static MigrateOptions options;
    auto* migrate = scripts.add_subcommand(
        "migrate", "rewrite the files that are in an older format (`schema`) in the newest one"
    );
    migrate->add_option("folder,--scripts", options.folder, "folder of the scripts")
        ->capture_default_str();
    migrate->add_flag("--dry-run", options.dry_run, "show it, change nothing");
    migrate->callback([&code] { code = scripts_migrate(options); });
}

}  // namespace

void add_scripts(CLI::App& app, int& code) {
    auto* scripts =
        app.add_subcommand("scripts", "change what the bot says while people talk to it");
    scripts->require_subcommand(1);
    add_publish(*scripts, code);
    add_replay(*scripts, code);
    add_graph(*scripts, code);
    add_extract(*scripts, code);
    add_inspect(*scripts, code);
    add_migrate(*scripts, code);
}

}  // namespace gateway::cli
