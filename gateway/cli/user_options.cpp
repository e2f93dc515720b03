#include "gateway/cli/user_options.h"

#include "gateway/cli/cli.h"
#include "gateway/cli/config_option.h"

#include <CLI/CLI.hpp>

namespace gateway::cli {
namespace {

void password_option(CLI::App& command, UserOptions& options) {
    command.add_flag(
        "--password-stdin", options.password_stdin, "read the password from standard input"
    );
}

void add_new_account(CLI::App& user, UserOptions& options, int& code) {
    auto* add =
        user.add_subcommand("add", "make an account; prints its password unless one is given");
    add->add_option("name", options.name, "what is typed at login")->required();
    add->add_option("--display-name", options.display_name, "what colleagues and residents read");
    add->add_option("--role", options.role, "village, town, town_head, county or admin")
        ->required()
        ->check(CLI::IsMember({"village", "town", "town_head", "county", "admin"}));
    add->add_option("--area", options.area, "code of the area served")->required();
    password_option(*add, options);
    config_option(*add, options.config);
    add->callback([&code, &options] { code = user_add(options); });
}

void add_account_acts(CLI::App& user, UserOptions& options, int& code) {
    const auto act = [&](const char* name, const char* help, int (*run)(const UserOptions&)) {
        auto* command = user.add_subcommand(name, help);
        command->add_option("name", options.name, "what is typed at login")->required();
        config_option(*command, options.config);
        command->callback([&code, &options, run] { code = run(options); });
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
}

void add_account_list(CLI::App& user, UserOptions& options, int& code) {
    auto* list = user.add_subcommand(
        "list", "name, display name, role, area and active or disabled, a line each, by tabs"
    );
    config_option(*list, options.config);
    list->callback([&code, &options] { code = user_list(options); });
}

}  // namespace

void add_user(CLI::App& app, int& code) {
    static UserOptions options;
    auto* user = app.add_subcommand("user", "staff accounts");
    user->require_subcommand(1);
    add_new_account(*user, options, code);
    add_account_acts(*user, options, code);
    add_account_list(*user, options, code);
}

}  // namespace gateway::cli
