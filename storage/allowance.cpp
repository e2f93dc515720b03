#include "storage/allowance.h"

namespace storage {

namespace {

struct Last {
    std::int64_t message = 0;
    Time at{};
};
Last read_last(const Row& row) { return {row.integer(0), row.time(1)}; }

Result<int> parts_after(Connection& connection, std::int64_t conversation, std::int64_t message) {
    auto counted = connection.one(
        "SELECT COUNT(*) FROM messages m JOIN outbox o ON o.message_id = m.id "
        "WHERE m.conversation_id = ? AND m.id > ? AND o.form = '' AND o.stage = 0 AND o.state IN "
        "('ready', 'sending', 'sent', 'delivered', 'unknown')",
        [](const Row& row) { return static_cast<int>(row.integer(0)); },
        conversation,
        message
    );
    if (!counted) return counted.error();
    return counted->value_or(0);
}

}  // namespace

Result<Pushed> pushed_since_heard(Connection& connection, std::int64_t conversation) {
    auto heard = connection.one(
        "SELECT id, at FROM messages WHERE conversation_id = ? AND author = 'resident' AND "
        "kind NOT IN ('event', 'subscribe', 'unsubscribe', 'click', 'scan') "
        "ORDER BY id DESC LIMIT 1",
        read_last,
        conversation
    );
    if (!heard) return heard.error();
    auto event = connection.one(
        "SELECT id, at FROM messages WHERE conversation_id = ? AND author = 'resident' AND "
        "kind IN ('subscribe', 'click', 'scan') ORDER BY id DESC LIMIT 1",
        read_last,
        conversation
    );
    if (!event) return event.error();
    Pushed pushed;
    if (*heard) pushed.heard_at = (*heard)->at;
    if (*event) pushed.event_at = (*event)->at;
    auto parts = parts_after(connection, conversation, *heard ? (*heard)->message : 0);
    if (!parts) return parts.error();
    pushed.parts = *parts;
    if (!*event) return pushed;
    auto event_parts = parts_after(connection, conversation, (*event)->message);
    if (!event_parts) return event_parts.error();
    pushed.event_parts = *event_parts;
    return pushed;
}

}  // namespace storage
