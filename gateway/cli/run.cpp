#include "gateway/cli/channel_log.h"
#include "gateway/cli/cli.h"
#include "gateway/cli/knowledge.h"
#include "gateway/cli/menu.h"
#include "gateway/cli/scripts.h"
#include "gateway/cli/setup.h"
#include "gateway/cli/simulate.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <string>

namespace gateway::cli {
namespace {

std::string* config_option(CLI::App& command, std::string& config) {
    command.add_option("--config", config, "configuration file")->required();
    return &config;
}

// Each command is added with what it runs; the one that was named leaves its exit code in `code`.
void add_running(CLI::App& app, int& code) {
    static std::string config;
    auto* serve_command = app.add_subcommand("serve", "run the gateway until SIGTERM, then drain");
    config_option(*serve_command, config);
    serve_command->callback([&code] { code = serve(config); });
    auto* check_command =
        app.add_subcommand("check", "validate configuration, scripts and articles");
    static CheckOptions check_options;
    config_option(*check_command, check_options.config);
    check_command->add_option(
        "--tests", check_options.tests, "*.test.yaml files or folders: which steps does none walk?"
    );
    check_command->add_flag(
        "--db", check_options.database, "look at the conversations under way in the database, too"
    );
    check_command->add_flag(
        "--werror", check_options.strict, "a warning about the scripts is an error"
    );
    check_command->callback([&code] { code = check(check_options); });

    static std::string channel;
    auto* simulate_command = app.add_subcommand(
        "simulate", "be a channel's provider: try it without an account, and see it misbehave"
    );
    simulate_command->add_option("channel", channel, "its name in the configuration")->required();
    config_option(*simulate_command, config);
    simulate_command->footer(simulate_help());
    simulate_command->callback([&code] { code = simulate(channel, config); });
    auto* log_command = app.add_subcommand(
        "channel-log", "what passed lately between the running gateway and a provider"
    );
    static ChannelLogOptions log_options;
    log_command->add_option("channel", log_options.channel, "its name in the configuration")
        ->required();
    config_option(*log_command, log_options.config);
    log_command->add_flag("--all", log_options.all, "all that is kept on disk, weeks of it");
    log_command->callback([&code] { code = channel_log(log_options); });
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

void add_talking(CLI::App& app, int& code) {
    static ChatOptions chat_options;
    auto* chat_command =
        app.add_subcommand("chat", "hold a conversation in the terminal, or on a pipe");
    config_option(*chat_command, chat_options.config);
    chat_command->add_option("--channel", chat_options.channel, "sms, wechat or web")
        ->check(CLI::IsMember({"sms", "wechat", "web"}))
        ->capture_default_str();
    chat_command->add_option("--from", chat_options.from, "who writes: a phone number, an openid")
        ->capture_default_str();
    chat_command->add_flag("--trace", chat_options.trace, "show what happened inside each turn");
    chat_command->callback([&code] { code = chat(chat_options); });

    static AskOptions ask_options;
    auto* ask_command = app.add_subcommand("ask", "rank the articles for a question");
    config_option(*ask_command, ask_options.config);
    ask_command->add_option("question", ask_options.words, "the question");
    ask_command->add_option(
        "--jsonl", ask_options.jsonl, "file of {\"q\":…} lines, - for standard input"
    );
    ask_command->callback([&code] { code = ask(ask_options); });

    static std::string type;
    auto* parse_command =
        app.add_subcommand("parse", "show what a slot of a type would understand, line by line");
    parse_command->add_option("type", type, "what is asked for")
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
    parse_command->add_option("--places", places, "list of the places that type place knows")
        ->capture_default_str();
    parse_command->callback([&code] { code = parse(type, places); });

    static std::vector<std::string> paths;
    static std::string scripts = "dialogs/scripts";
    auto* test_command =
        app.add_subcommand("test", "run scripted conversations and print coverage");
    test_command->add_option("paths", paths, "*.test.yaml files, or folders of them")->required();
    test_command->add_option("--scripts", scripts, "folder of the scripts they talk to")
        ->capture_default_str();
    static bool update = false;
    test_command->add_flag(
        "--update", update, "write *.golden.json files anew instead of comparing with them"
    );
    test_command->callback([&code] { code = test(paths, scripts, update); });
}

void add_reading(CLI::App& scripts, int& code) {
    static ExtractOptions extract_options;
    auto* extract = scripts.add_subcommand(
        "extract", "write every text the bot can say into a table, to be reviewed"
    );
    extract->add_option("--scripts", extract_options.folder, "folder of the scripts")
        ->capture_default_str();
    extract->add_option(
        "-o,--output", extract_options.output, "CSV file to write; without it, standard output"
    );
    extract->callback([&code] { code = scripts_extract(extract_options); });

    static InspectOptions inspect_options;
    auto* inspect = scripts.add_subcommand(
        "inspect", "show what each flow asks for, does and leads to, and its dearest message"
    );
    inspect->add_option("flows", inspect_options.flows, "names of flows; without them, all");
    inspect->add_option("--scripts", inspect_options.folder, "folder of the scripts")
        ->capture_default_str();
    inspect->callback([&code] { code = scripts_inspect(inspect_options); });
}

void add_migrating(CLI::App& scripts, int& code) {
    static MigrateOptions options;
    auto* migrate = scripts.add_subcommand(
        "migrate", "rewrite the files that are in an older format (`schema`) in the newest one"
    );
    migrate->add_option("folder,--scripts", options.folder, "folder of the scripts")
        ->capture_default_str();
    migrate->add_flag("--dry-run", options.dry_run, "show it, change nothing");
    migrate->callback([&code] { code = scripts_migrate(options); });
}

void add_scripts(CLI::App& app, int& code) {
    auto* scripts =
        app.add_subcommand("scripts", "change what the bot says while people talk to it");
    scripts->require_subcommand(1);

    static PublishOptions publish_options;
    auto* publish = scripts->add_subcommand(
        "publish", "show what new scripts do to the conversations under way, and take them into use"
    );
    publish->add_option(
        "folder", publish_options.folder, "the new scripts; without it, the configured ones"
    );
    config_option(*publish, publish_options.config);
    publish->add_flag("--dry-run", publish_options.dry_run, "show it, change nothing");
    publish->add_option(
        "--revoke", publish_options.revoke, "digest of scripts nobody may go on by"
    );
    publish
        ->add_option(
            "--tolerate",
            publish_options.tolerate,
            "percent of conversations that may lose their place"
        )
        ->check(CLI::Range(0, 100))
        ->capture_default_str();
    publish->callback([&code] { code = scripts_publish(publish_options); });

    static ReplayOptions replay_options;
    auto* replay = scripts->add_subcommand(
        "replay",
        "play kept conversations again with other scripts and show every reply that changes"
    );
    replay->add_option("--against", replay_options.against, "folder of the other scripts")
        ->required();
    config_option(*replay, replay_options.config);
    replay->add_option("--day", replay_options.day, "only conversations of this day: 2026-11-22");
    replay->add_option(
        "--conversation", replay_options.conversation, "only this one, by its number"
    );
    replay->callback([&code] { code = scripts_replay(replay_options); });

    static GraphOptions graph_options;
    auto* graph =
        scripts->add_subcommand("graph", "draw the flows as an SVG picture for a browser");
    graph->add_option("flows", graph_options.flows, "names of flows; without them, all");
    graph->add_option("--scripts", graph_options.folder, "folder of the scripts")
        ->capture_default_str();
    graph->add_option(
        "-o,--output", graph_options.output, "file to write; without it, standard output"
    );
    graph->callback([&code] { code = scripts_graph(graph_options); });
    add_reading(*scripts, code);
    add_migrating(*scripts, code);
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

void add_keeping(CLI::App& app, int& code) {
    static ImportOptions import_options;
    auto* import_command =
        app.add_subcommand("import", "take a table in; bad rows go to FILE.errors.csv");
    import_command->add_option("what", import_options.what, "applications")
        ->required()
        ->check(CLI::IsMember({"applications"}));
    import_command->add_option("file", import_options.file, "CSV with a header line")->required();
    config_option(*import_command, import_options.config);
    import_command->add_flag(
        "--dry-run", import_options.dry_run, "look at every row, change nothing"
    );
    import_command->callback([&code] { code = import(import_options); });
}

void password_option(CLI::App& command, UserOptions& options) {
    command.add_flag(
        "--password-stdin", options.password_stdin, "read the password from standard input"
    );
}

void add_user_commands(CLI::App& app, int& code) {
    static UserOptions options;
    auto* user = app.add_subcommand("user", "staff accounts");
    user->require_subcommand(1);
    auto* add =
        user->add_subcommand("add", "make an account; prints its password unless one is given");
    add->add_option("name", options.name, "what is typed at login")->required();
    add->add_option("--display-name", options.display_name, "what colleagues and residents read");
    add->add_option("--role", options.role, "village, town, town_head, county or admin")
        ->required()
        ->check(CLI::IsMember({"village", "town", "town_head", "county", "admin"}));
    add->add_option("--area", options.area, "code of the area served")->required();
    password_option(*add, options);
    config_option(*add, options.config);
    add->callback([&code] { code = user_add(options); });

    const auto act = [&](const char* name, const char* help, int (*run)(const UserOptions&)) {
        auto* command = user->add_subcommand(name, help);
        command->add_option("name", options.name, "what is typed at login")->required();
        config_option(*command, options.config);
        command->callback([&code, run] { code = run(options); });
        return command;
    };
    auto* password =
        act("password",
            "give an account a new password and end its sessions; prints it unless one is given",
            user_password);
    password_option(*password, options);
    act("disable",
        "let nobody in by this account; its open cases go back to the queue",
        user_disable);
    act("enable", "let its owner in again", user_enable);
    auto* list = user->add_subcommand(
        "list", "name, display name, role, area and active or disabled, a line each, by tabs"
    );
    config_option(*list, options.config);
    list->callback([&code] { code = user_list(options); });
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
    add_running(app, code);
    add_menu(app, code);
    add_talking(app, code);
    add_scripts(app, code);
    add_knowledge(app, code);
    add_keeping(app, code);
    add_user_commands(app, code);
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
