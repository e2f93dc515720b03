#include "storage/timers.h"

namespace storage {

Result<void> set_timer(
    Connection& connection, std::int64_t conversation, Time fire_at, std::string_view kind
) {
    auto set = connection.run(
        "UPDATE sessions SET wake_at = ?, wake_kind = ? WHERE conversation_id = ?",
        fire_at,
        kind,
        conversation
    );
    if (!set) return set.error();
    return {};
}

Result<std::vector<Timer>> due_timers(Connection& connection, Time now, int limit) {
    return connection.all(
        "SELECT conversation_id, version, wake_kind, wake_at FROM sessions WHERE wake_at <= ? "
        "ORDER BY wake_at LIMIT ?",
        [](const Row& row) {
            return Timer{row.integer(0), row.integer(1), row.text(2), row.time(3)};
        },
        now,
        limit
    );
}

Result<void> drop_timer(Connection& connection, const Timer& timer) {
    auto dropped = connection.run(
        "UPDATE sessions SET wake_at = NULL, wake_kind = NULL "
        "WHERE conversation_id = ? AND version = ?",
        timer.conversation,
        timer.version
    );
    if (!dropped) return dropped.error();
    return {};
}

}  // namespace storage
