#include "gateway/cli/setup.h"

#include "gateway/articles_in_force.h"
#include "gateway/cli/cli.h"
#include "storage/migrate.h"
#include "storage/sqlite/sqlite.h"

#include <fmt/format.h>

#include <cstdio>
#include <iostream>

namespace gateway::cli {

std::optional<config::Config> read_config(const std::string& file, config::LoadOptions options) {
    auto loaded = config::load_config(file, options);
    if (loaded) return std::move(*loaded);
    fmt::print(stderr, "{}", loaded.error().text());
    return std::nullopt;
}

dialogs::Result<std::unique_ptr<storage::Connection>> open_database(const config::Config& config) {
    std::error_code failed;
    std::filesystem::create_directories(config.data_dir, failed);
    auto connection = storage::open_sqlite(config.data_dir / "yimen.db", storage::Access::write);
    if (!connection) return connection.error();
    // Only the gateway checkpoints: two at once are what SQLite 3.40 cannot bear.
    auto quiet = (*connection)->script("PRAGMA wal_autocheckpoint = 0");
    if (!quiet) return quiet.error();
    auto migrated = storage::migrate(**connection, storage::migrations(), storage::sqlite_id_type);
    if (!migrated) return migrated.error();
    return std::move(*connection);
}

dialogs::Result<knowledge::Library> library_in_force(const config::Config& config, bool* all_fit) {
    std::error_code unknown;
    if (!std::filesystem::exists(config.data_dir / "yimen.db", unknown))
        return knowledge::Library::load(config.articles.string());
    std::vector<std::string> left_out;
    auto library = read_library_in_force(config, ops::system_clock()(), left_out);
    for (const auto& why : left_out)
        fmt::print(stderr, "{}: left out\n", why);
    if (all_fit) *all_fit = left_out.empty();
    return library;
}

dialogs::Result<void> in_one_transaction(
    storage::Connection& connection, const std::function<dialogs::Result<void>()>& act
) {
    if (auto begun = connection.script("BEGIN IMMEDIATE"); !begun) return begun;
    auto acted = act();
    auto ended = connection.script(acted ? "COMMIT" : "ROLLBACK");
    return acted ? ended : acted;
}

int exit_code_of(const dialogs::Error& error) {
    using dialogs::Fault;
    const bool passing = error.fault == Fault::unavailable || error.fault == Fault::busy ||
                         error.fault == Fault::unknown;
    return passing ? temporary_failure : bad_input;
}

void complain(const std::string& text) { fmt::print(stderr, "yimen: {}\n", text); }

bool read_line(std::string& line) {
    if (!std::getline(std::cin, line)) return false;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return true;
}

}  // namespace gateway::cli
