#include "gateway/cli/cli.h"
#include "gateway/cli/setup.h"
#include "gateway/desk/account_acts.h"
#include "gateway/desk/accounts.h"
#include "gateway/ops/secret.h"
#include "storage/staff.h"

#include <fmt/format.h>

#include <chrono>

namespace gateway::cli {
namespace {

// Twelve random characters: 72 bits, short enough to copy by hand.
constexpr std::size_t password_bytes = 9;

storage::Time now() {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

// A new one, or the one on standard input; nothing when there is none.
std::optional<std::string> password_of(const UserOptions& options) {
    if (!options.password_stdin) return ops::random_token(password_bytes);
    std::string password;
    if (read_line(password)) return password;
    complain("no password on standard input");
    return std::nullopt;
}

void tell_password(const UserOptions& options, const std::string& password) {
    if (!options.password_stdin) fmt::print(" password: {}", password);
    fmt::print("\n");
}

int refused(const dialogs::Error& error) {
    const bool unknown = error.fault == dialogs::Fault::not_found;
    complain(error.detail + (unknown ? ": see yimen user list" : ""));
    return exit_code_of(error);
}

using Act = std::function<dialogs::Result<void>(storage::Connection&)>;

// All of the act or nothing of it, on the county's database.
int act_on_accounts(const config::Config& config, const Act& act) {
    auto connection = open_database(config);
    if (!connection) {
        complain(connection.error().detail);
        return temporary_failure;
    }
    auto acted = in_one_transaction(**connection, [&] { return act(**connection); });
    return acted ? done : refused(acted.error());
}

int act_on_accounts(const UserOptions& options, const Act& act) {
    auto config = read_config(options.config, {.read_secrets = false});
    return config ? act_on_accounts(*config, act) : bad_input;
}

}  // namespace

int user_add(const UserOptions& options) {
    auto config = read_config(options.config, {.read_secrets = false});
    if (!config) return bad_input;
    auto organisation = config::load_organisation(config->organisation);
    if (!organisation) {
        fmt::print(stderr, "{}", organisation.error().text());
        return bad_input;
    }
    const auto password = password_of(options);
    if (!password) return bad_input;
    const desk::NewUser user{
        options.name, options.display_name, options.role, options.area, *password};
    const auto add = [&](storage::Connection& connection) -> dialogs::Result<void> {
        auto added = desk::add_user(connection, *organisation, user, now());
        if (!added) return added.error();
        return {};
    };
    const int code = act_on_accounts(*config, add);
    if (code != done) return code;
    fmt::print("{} ({}, {})", user.name, user.role, user.area);
    tell_password(options, *password);
    return done;
}

int user_password(const UserOptions& options) {
    const auto password = password_of(options);
    if (!password) return bad_input;
    const int code = act_on_accounts(options, [&](storage::Connection& connection) {
        return desk::set_password(connection, options.name, *password, now());
    });
    if (code != done) return code;
    fmt::print("{}", options.name);
    tell_password(options, *password);
    return done;
}

int user_disable(const UserOptions& options) {
    int cases = 0;
    const auto disable = [&](storage::Connection& connection) -> dialogs::Result<void> {
        auto disabled = desk::disable(connection, options.name, now());
        if (!disabled) return disabled.error();
        cases = *disabled;
        return {};
    };
    const int code = act_on_accounts(options, disable);
    if (code == done) fmt::print("{} disabled, {} open cases given back\n", options.name, cases);
    return code;
}

int user_enable(const UserOptions& options) {
    const int code = act_on_accounts(options, [&](storage::Connection& connection) {
        return desk::enable(connection, options.name, now());
    });
    if (code == done) fmt::print("{} enabled\n", options.name);
    return code;
}

int user_list(const UserOptions& options) {
    const auto list = [](storage::Connection& connection) -> dialogs::Result<void> {
        auto clerks = storage::staff::all(connection);
        if (!clerks) return clerks.error();
        for (const auto& clerk : *clerks) {
            fmt::print(
                "{}\t{}\t{}\t{}\t{}\n",
                clerk.name,
                clerk.display_name,
                storage::to_string(clerk.role),
                clerk.area,
                clerk.disabled ? "disabled" : "active"
            );
        }
        return {};
    };
    return act_on_accounts(options, list);
}

}  // namespace gateway::cli
