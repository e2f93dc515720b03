#include "storage/allowance.h"

namespace storage {

Result<Pushed> pushed_since_heard(Connection& connection, std::int64_t conversation) {
    std::int64_t heard = 0;
    Pushed pushed;
    auto last = connection.one(
        "SELECT id, at FROM messages WHERE conversation_id = ? AND author = 'resident' AND "
        "kind <> 'event' ORDER BY id DESC LIMIT 1",
        [&](const Row& row) {
            pushed.heard_at = row.time(1);
            return row.integer(0);
        },
        conversation
    );
    if (!last) return last.error();
    if (*last) heard = **last;
    auto counted = connection.one(
        "SELECT COUNT(*) FROM messages m JOIN outbox o ON o.message_id = m.id "
        "WHERE m.conversation_id = ? AND m.id > ? AND o.state IN "
        "('ready', 'sending', 'sent', 'delivered', 'unknown')",
        [](const Row& row) { return row.integer(0); },
        conversation,
        heard
    );
    if (!counted) return counted.error();
    pushed.parts = static_cast<int>(counted->value_or(0));
    return pushed;
}

}  // namespace storage
