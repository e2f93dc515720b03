#include "gateway/cli/channel_log.h"
#include "gateway/cli/cli.h"
#include "gateway/cli/config_option.h"
#include "gateway/cli/knowledge.h"
#include "gateway/cli/menu.h"
#include "gateway/cli/scripts_options.h"
#include "gateway/cli/setup.h"
#include "gateway/cli/simulate.h"
#include "gateway/cli/user_options.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <string>

namespace gateway::cli {
namespace {

// Each command is added with what it runs; the one that was named leaves its exit code in `code`.

void add_serve(CLI::App& app, int& code) {
    static std::string config;
    auto* command = app.add_subcommand("serve", "run the gateway until SIGTERM, then drain");
    config_option(*command, config);
    command->callback([&code] { code = serve(config); });
}

void add_check(CLI::App& app, int& code) {
    static CheckOptions options;
    auto* command = app.add_subcommand("check", "validate configuration, scripts and articles");
    config_option(*command, options.config);
    command->add_option(
        "--tests", options.tests, "*.test.yaml files or folders: which steps does none walk?"
    );
    command->add_flag(
        "--db", options.database, "look at the conversations under way in the database, too"
    );
    command->add_flag("--werror", options.strict, "a warning about the scripts is an error");
    command->callback([&code] { code = check(options); });
}

void add_simulate(CLI::App& app, int& code) {
    static std::string config;
    static std::string channel;
    auto* command = app.add_subcommand(
        "simulate", "be a channel's provider: try it without an account, and see it misbehave"
    );
    command->add_option("channel", channel, "its name in the configuration")->required();
    config_option(*command, config);
    command->footer(simulate_help());
    command->callback([&code] { code = simulate(channel, config); });
}

void add_channel_log(CLI::App& app, int& code) {
    static ChannelLogOptions options;
    auto* command = app.add_subcommand(
        "channel-log", "what passed lately between the running gateway and a provider"
    );
    command->add_option("channel", options.channel, "its name in the configuration")->required();
    config_option(*command, options.config);
    command->add_flag("--all", options.all, "all that is kept on disk, weeks of it");
    command->callback([&code] { code = channel_log(options); });
}

void add_menu(CLI::App& app, int& code) {
    auto* menu = app.add_subcommand("menu", "the menu of a WeChat account");
    menu->require_subcommand(1);
    static MenuOptions options;
    auto* publish =
        menu->add_subcommand("publish", "put the menu into force as the configuration has it");
    publish->add_option("channel", options.channel, "its name in the configuration")->required();
    config_option(*publish, options.config);
    publish->add_flag("--dry-run", options.dry_run, "show it, call nobody");
    publish->callback([&code] { code = menu_publish(options); });
}

void add_chat(CLI::App& app, int& code) {
    static ChatOptions options;
    auto* command = app.add_subcommand("chat", "hold a conversation in the terminal, or on a pipe");
    config_option(*command, options.config);
    command->add_option("--channel", options.channel, "sms, wechat or web")
        ->check(CLI::IsMember({"sms", "wechat", "web"}))
        ->capture_default_str();
    command->add_option("--from", options.from, "who writes: a phone number, an openid")
        ->capture_default_str();
    command->add_flag("--trace", options.trace, "show what happened inside each turn");
    command->callback([&code] { code = chat(options); });
}

void add_ask(CLI::App& app, int& code) {
    static AskOptions options;
    auto* command = app.add_subcommand("ask", "rank the articles for a question");
    config_option(*command, options.config);
    command->add_option("question", options.words, "the question");
    command->add_option("--jsonl", options.jsonl, "file of {\"q\":…} lines, - for standard input");
    command->callback([&code] { code = ask(options); });
}

void add_parse(CLI::App& app, int& code) {
    static std::string type;
    auto* command =
        app.add_subcommand("parse", "show what a slot of a type would understand, line by line");
    command->add_option("type", type, "what is asked for")
        ->required()
        ->check(CLI::IsMember(
            {"number",
             "digits",
             "date",
             "phone",
             "id_card",
             "yes_no",
             "name",
             "place",
             "age",
             "last_four",
             "menu_number"}
        ));
    static std::string places = "dialogs/scripts/places/luannan.csv";
    command->add_option("--places", places, "list of the places that type place knows")
        ->capture_default_str();
    command->callback([&code] { code = parse(type, places); });
}

void add_test(CLI::App& app, int& code) {
    static std::vector<std::string> paths;
    static std::string scripts = "dialogs/scripts";
    auto* command = app.add_subcommand("test", "run scripted conversations and print coverage");
    command->add_option("paths", paths, "*.test.yaml files, or folders of them")->required();
    command->add_option("--scripts", scripts, "folder of the scripts they talk to")
        ->capture_default_str();
    static bool update = false;
    command->add_flag(
        "--update", update, "write *.golden.json files anew instead of comparing with them"
    );
    command->callback([&code] { code = test(paths, scripts, update); });
}

void add_knowledge(CLI::App& app, int& code) {
    auto* knowledge = app.add_subcommand("knowledge", "look after the articles");
    knowledge->require_subcommand(1);
    static EvaluateOptions options;
    auto* evaluate = knowledge->add_subcommand(
        "evaluate", "measure on the phrasings set aside; fail if it got worse"
    );
    evaluate->add_option(
        "--config", options.config, "measure the articles in force there, with the county's own"
    );
    evaluate->add_option("--articles", options.articles, "folder of the articles")
        ->capture_default_str();
    evaluate->add_option("--phrasings", options.phrasings, "folder of the phrasings")
        ->capture_default_str();
    evaluate->add_option(
        "--questions", options.questions, "measure on a file of questions instead"
    );
    evaluate->add_option("--scores", options.scores, "the scores to hold")->capture_default_str();
    evaluate->add_flag("--record", options.record, "write the scores instead of holding them");
    evaluate->callback([&code] { code = knowledge_evaluate(options); });
}

void add_import(CLI::App& app, int& code) {
    static ImportOptions options;
    auto* command = app.add_subcommand("import", "take a table in; bad rows go to FILE.errors.csv");
    command->add_option("what", options.what, "applications")
        ->required()
        ->check(CLI::IsMember({"applications"}));
    command->add_option("file", options.file, "CSV with a header line")->required();
    config_option(*command, options.config);
    command->add_flag("--dry-run", options.dry_run, "look at every row, change nothing");
    command->callback([&code] { code = import(options); });
}

void add_audit(CLI::App& app, int& code) {
    auto* audit = app.add_subcommand("audit", "who did what, as the database has it");
    audit->require_subcommand(1);
    static AuditOptions options;
    auto* verify = audit->add_subcommand(
        "verify",
        "look whether a row of the audit was changed or taken out; prints the hash of the last one"
    );
    config_option(*verify, options.config);
    verify->add_option(
        "--head",
        options.head,
        "a hash printed before and kept elsewhere: tells whether rows at the end are missing, too"
    );
    verify->callback([&code] { code = audit_verify(options); });
}

bool has_command(const CLI::App& app, const std::string& name) {
    const auto commands = app.get_subcommands({});
    const auto is_it = [&](const CLI::App* command) { return command->check_name(name); };
    return std::ranges::any_of(commands, is_it);
}

}  // namespace

int run(int argc, char** argv) {
    CLI::App app("Yimen 一门: the messaging gateway of a county's civil-affairs service", "yimen");
    app.require_subcommand(1);
    int code = done;
    add_serve(app, code);
    add_check(app, code);
    add_simulate(app, code);
    add_channel_log(app, code);
    add_menu(app, code);
    add_chat(app, code);
    add_ask(app, code);
    add_parse(app, code);
    add_test(app, code);
    add_scripts(app, code);
    add_knowledge(app, code);
    add_import(app, code);
    add_user(app, code);
    add_audit(app, code);
    // Else "nosuch --help" would get everybody's help, and "nosuch" be told that a word is missing.
    if (argc > 1 && argv[1][0] != '-' && !has_command(app, argv[1])) {
        complain(std::string("there is no command ") + argv[1] + ": see yimen --help");
        return wrong_usage;
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? done : wrong_usage;
    }
    return code;
}

}  // namespace gateway::cli
