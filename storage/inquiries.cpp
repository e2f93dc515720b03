#include "storage/inquiries.h"

namespace storage::inquiries {

Result<std::vector<Inquiry>> due(
    Connection& connection, std::string_view channel, Time now, int limit
) {
    return connection.all(
        "SELECT id, message_id, conversation_id, channel, recipient, text, tried_at, asked "
        "FROM outbox WHERE channel = ? AND state = 'unknown' AND ask_at IS NOT NULL AND "
        "ask_at <= ? ORDER BY ask_at LIMIT ?",
        [](const Row& row) {
            Inquiry inquiry;
            inquiry.part.id = row.integer(0);
            inquiry.part.message = row.integer(1);
            inquiry.part.conversation = row.integer(2);
            inquiry.part.channel = row.text(3);
            inquiry.part.recipient = row.text(4);
            inquiry.part.text = row.text(5);
            inquiry.tried_at = row.time(6);
            inquiry.asked = static_cast<int>(row.integer(7));
            return inquiry;
        },
        channel,
        now,
        limit
    );
}

Result<void> learnt_nothing(Connection& connection, std::int64_t part, std::optional<Time> next) {
    auto done = connection.run(
        "UPDATE outbox SET asked = asked + 1, ask_at = ? WHERE id = ? AND state = 'unknown'",
        next,
        part
    );
    if (!done) return done.error();
    return {};
}

}  // namespace storage::inquiries
