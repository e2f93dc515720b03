#include "storage/media.h"

namespace storage::media {
namespace {

Result<void> done(const Result<std::int64_t>& changed) {
    if (!changed) return changed.error();
    return {};
}

Due read_due(const Row& row) {
    Due due;
    due.wanted.message = row.integer(0);
    due.wanted.channel = row.text(1);
    due.wanted.provider_id = row.text(2);
    due.wanted.kind = due.as_is.kind = row.text(3);
    due.as_is.state = row.text(4);
    due.attempts = static_cast<int>(row.integer(5));
    due.as_is.digest = row.text(6);
    due.as_is.type = row.text(7);
    due.as_is.bytes = row.integer(8);
    due.wanted.heard = row.integer(9) != 0;
    due.conversation = row.integer(10);
    due.sender = row.text(11);
    return due;
}

}  // namespace

Result<void> want(Connection& connection, const Wanted& wanted, Time now) {
    return done(connection.run(
        "INSERT INTO media(message_id, channel, provider_id, kind, next_at, heard) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        wanted.message,
        wanted.channel,
        wanted.provider_id,
        wanted.kind,
        now,
        wanted.heard ? 1 : 0
    ));
}

Result<std::vector<Due>> due(
    Connection& connection, std::string_view channel, Time now, int limit
) {
    return connection.all(
        "SELECT d.message_id, d.channel, d.provider_id, d.kind, d.state, d.attempts, d.digest, "
        "d.type, d.bytes, d.heard, m.conversation_id, c.sender FROM media d "
        "JOIN messages m ON m.id = d.message_id "
        "JOIN conversations v ON v.id = m.conversation_id JOIN contacts c ON c.id = v.contact_id "
        "WHERE d.channel = ? AND ((d.state = 'wanted' AND d.next_at <= ?) OR "
        "(d.state <> 'wanted' AND d.heard = 0)) ORDER BY d.next_at, d.message_id LIMIT ?",
        read_due,
        channel,
        now,
        limit
    );
}

Result<void> keep(Connection& connection, std::int64_t message, const Attachment& attachment) {
    return done(connection.run(
        "UPDATE media SET state = 'kept', attempts = attempts + 1, code = '', digest = ?, "
        "type = ?, bytes = ? WHERE message_id = ? AND state = 'wanted'",
        attachment.digest,
        attachment.type,
        attachment.bytes,
        message
    ));
}

Result<void> try_again(
    Connection& connection, std::int64_t message, std::string_view code, Time next_at
) {
    return done(connection.run(
        "UPDATE media SET attempts = attempts + 1, code = ?, next_at = ? "
        "WHERE message_id = ? AND state = 'wanted'",
        code,
        next_at,
        message
    ));
}

Result<void> give_up(Connection& connection, std::int64_t message, std::string_view code) {
    return done(connection.run(
        "UPDATE media SET state = 'failed', attempts = attempts + 1, code = ? "
        "WHERE message_id = ? AND state = 'wanted'",
        code,
        message
    ));
}

Result<void> mark_heard(Connection& connection, std::int64_t message) {
    return done(connection.run("UPDATE media SET heard = 1 WHERE message_id = ?", message));
}

}  // namespace storage::media
