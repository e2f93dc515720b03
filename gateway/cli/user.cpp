#include "gateway/cli/cli.h"
#include "gateway/cli/setup.h"
#include "gateway/desk/accounts.h"
#include "gateway/ops/secret.h"

#include <fmt/format.h>

#include <chrono>

namespace gateway::cli {
namespace {

// Twelve random characters: 72 bits, short enough to copy by hand.
constexpr std::size_t password_bytes = 9;

}  // namespace

int user_add(const UserOptions& options) {
    auto config = read_config(options.config, {.read_secrets = false});
    if (!config) return bad_input;
    auto organisation = config::load_organisation(config->organisation);
    if (!organisation) {
        fmt::print(stderr, "{}", organisation.error().text());
        return bad_input;
    }
    desk::NewUser user;
    user.name = options.name;
    user.display_name = options.display_name;
    user.role = options.role;
    user.area = options.area;
    if (!options.password_stdin) {
        user.password = ops::random_token(password_bytes);
    } else if (!read_line(user.password)) {
        complain("no password on standard input");
        return bad_input;
    }
    auto connection = open_database(*config);
    if (!connection) {
        complain(connection.error().detail);
        return temporary_failure;
    }
    const auto now =
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    auto added = desk::add_user(**connection, *organisation, user, now);
    if (!added) {
        complain(added.error().detail);
        return exit_code_of(added.error());
    }
    fmt::print("{} ({}, {})", user.name, user.role, user.area);
    if (!options.password_stdin) fmt::print(" password: {}", user.password);
    fmt::print("\n");
    return done;
}

}  // namespace gateway::cli
