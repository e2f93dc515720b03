#include "storage/login_throttle.h"

namespace storage::login_throttle {
namespace {

Result<void> done(const Result<std::int64_t>& rows) {
    if (!rows) return rows.error();
    return {};
}

}  // namespace

Result<State> find(Connection& connection, std::string_view name) {
    auto state = connection.one(
        "SELECT failures, locked_until FROM login_throttle WHERE name = ?",
        [](const Row& row) {
            return State{static_cast<int>(row.integer(0)), row.time(1)};
        },
        name
    );
    if (!state) return state.error();
    return state->value_or(State{});
}

Result<int> count(Connection& connection, std::string_view name, Time now) {
    auto failures = connection.one(
        "INSERT INTO login_throttle(name, failures, locked_until, at) VALUES (?, 1, 0, ?) "
        "ON CONFLICT (name) DO UPDATE SET failures = login_throttle.failures + 1, "
        "at = excluded.at RETURNING failures",
        [](const Row& row) { return static_cast<int>(row.integer(0)); },
        name,
        now
    );
    if (!failures) return failures.error();
    return failures->value_or(1);
}

Result<void> lock_until(Connection& connection, std::string_view name, Time until) {
    return done(
        connection.run("UPDATE login_throttle SET locked_until = ? WHERE name = ?", until, name)
    );
}

Result<void> clear(Connection& connection, std::string_view name) {
    return done(connection.run("DELETE FROM login_throttle WHERE name = ?", name));
}

Result<std::int64_t> prune(Connection& connection, Time before) {
    return connection.run(
        "DELETE FROM login_throttle WHERE at < ? AND locked_until < ?", before, before
    );
}

}  // namespace storage::login_throttle
