#include "storage/event_log.h"

#include "storage/sequences.h"

namespace storage::event_log {

Result<std::int64_t> append(Connection& connection, const DeskEvent& event) {
    // Not the table's own key: where several processes write, the series' row lock makes numbers
    // appear in the order of their commits, so a reader never passes over one.
    auto seq = sequences::next(connection, "desk_events");
    if (!seq) return seq.error();
    auto added = connection.run(
        "INSERT INTO event_log(seq, at, type, area, old_area, conversation_id, message_id) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        *seq,
        event.at,
        event.type,
        event.area,
        event.old_area,
        event.conversation_id,
        event.message_id
    );
    if (!added) return added.error();
    return *seq;
}

Result<std::vector<DeskEvent>> after(Connection& connection, std::int64_t seq, int limit) {
    return connection.all(
        "SELECT seq, at, type, area, old_area, conversation_id, message_id FROM event_log "
        "WHERE seq > ? ORDER BY seq LIMIT ?",
        [](const Row& row) {
            return DeskEvent{
                row.integer(0),
                row.time(1),
                row.text(2),
                row.text(3),
                row.text(4),
                row.integer(5),
                row.integer(6)};
        },
        seq,
        limit
    );
}

Result<Span> span(Connection& connection) {
    auto last = connection.one(
        "SELECT value FROM sequences WHERE name = 'desk_events'",
        [](const Row& row) { return row.integer(0); }
    );
    if (!last) return last.error();
    auto first =
        connection.one("SELECT seq FROM event_log ORDER BY seq LIMIT 1", [](const Row& row) {
            return row.integer(0);
        });
    if (!first) return first.error();
    Span span;
    span.last = last->value_or(0);
    span.first = first->value_or(span.last + 1);
    return span;
}

Result<std::int64_t> prune(Connection& connection, Time before) {
    return connection.run("DELETE FROM event_log WHERE at < ?", before);
}

}  // namespace storage::event_log
