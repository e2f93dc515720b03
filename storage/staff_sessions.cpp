#include "storage/staff_sessions.h"

namespace storage::staff_sessions {
namespace {

Result<void> done(const Result<std::int64_t>& rows) {
    if (!rows) return rows.error();
    return {};
}

}  // namespace

Result<void> keep(Connection& connection, const StaffSession& session) {
    return done(connection.run(
        "INSERT INTO staff_sessions(token_hash, clerk_id, csrf, created_at, seen_at) "
        "VALUES (?, ?, ?, ?, ?)",
        session.token_hash,
        session.clerk_id,
        session.csrf,
        session.created_at,
        session.seen_at
    ));
}

Result<std::optional<StaffSession>> find(Connection& connection, std::string_view token_hash) {
    return connection.one(
        "SELECT token_hash, clerk_id, csrf, created_at, seen_at FROM staff_sessions "
        "WHERE token_hash = ?",
        [](const Row& row) {
            return StaffSession{row.text(0), row.integer(1), row.text(2), row.time(3), row.time(4)};
        },
        token_hash
    );
}

Result<void> touch(Connection& connection, std::string_view token_hash, Time seen_at) {
    return done(connection.run(
        "UPDATE staff_sessions SET seen_at = ? WHERE token_hash = ?", seen_at, token_hash
    ));
}

Result<void> end(Connection& connection, std::string_view token_hash) {
    return done(connection.run("DELETE FROM staff_sessions WHERE token_hash = ?", token_hash));
}

Result<void> end_all_of(Connection& connection, std::int64_t clerk_id) {
    return done(connection.run("DELETE FROM staff_sessions WHERE clerk_id = ?", clerk_id));
}

Result<std::int64_t> prune(Connection& connection, Time begun_before, Time unseen_since) {
    return connection.run(
        "DELETE FROM staff_sessions WHERE created_at < ? OR seen_at < ?", begun_before, unseen_since
    );
}

}  // namespace storage::staff_sessions
