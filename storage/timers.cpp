#include "storage/timers.h"

namespace storage {

Result<void> set_timers(
    Connection& connection, std::int64_t conversation, const std::vector<Timer>& timers
) {
    auto cleared = connection.run("DELETE FROM timers WHERE conversation_id = ?", conversation);
    if (!cleared) return cleared.error();
    for (const auto& timer : timers) {
        auto added = connection.run(
            "INSERT INTO timers(conversation_id, version, kind, fire_at) VALUES (?, ?, ?, ?)",
            conversation,
            timer.version,
            timer.kind,
            timer.fire_at
        );
        if (!added) return added.error();
    }
    return {};
}

Result<std::vector<Timer>> due_timers(Connection& connection, Time now, int limit) {
    return connection.all(
        "SELECT id, conversation_id, version, kind, fire_at FROM timers WHERE fire_at <= ? ORDER "
        "BY fire_at LIMIT ?",
        [](const Row& row) {
            return Timer{row.integer(0), row.integer(1), row.integer(2), row.text(3), row.time(4)};
        },
        now,
        limit
    );
}

Result<void> drop_timer(Connection& connection, std::int64_t id) {
    auto done = connection.run("DELETE FROM timers WHERE id = ?", id);
    if (!done) return done.error();
    return {};
}

}  // namespace storage
