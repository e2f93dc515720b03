#include "storage/outbox.h"

#include "storage/messages.h"

namespace storage {
namespace {

OutboxPart read_part(const Row& row) {
    OutboxPart part;
    part.id = row.integer(0);
    part.message = row.integer(1);
    part.conversation = row.integer(2);
    part.channel = row.text(3);
    part.recipient = row.text(4);
    part.part = static_cast<int>(row.integer(5));
    part.text = row.text(6);
    part.author = row.text(7);
    part.epoch = row.integer(8);
    part.attempts = static_cast<int>(row.integer(9));
    part.next_at = row.time(10);
    part.send_class = static_cast<SendClass>(row.integer(11));
    part.created_at = row.time(12);
    return part;
}

}  // namespace

Result<std::int64_t> add_part(Connection& connection, const OutboxPart& part, Time now) {
    auto added = connection.one(
        "INSERT INTO outbox(message_id, conversation_id, channel, recipient, part, text, author, "
        "epoch, next_at, send_class, created_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        [](const Row& row) { return row.integer(0); },
        part.message,
        part.conversation,
        part.channel,
        part.recipient,
        part.part,
        part.text,
        part.author,
        part.epoch,
        part.next_at,
        static_cast<int>(part.send_class),
        now
    );
    if (!added) return added.error();
    return added->value();
}

Result<std::vector<OutboxPart>> unsent_parts(Connection& connection, const Unsent& wanted) {
    return connection.all(
        "SELECT id, message_id, conversation_id, channel, recipient, part, text, author, epoch, "
        "attempts, next_at, send_class, created_at "
        "FROM outbox WHERE channel = ? AND send_class = ? AND state = 'ready' AND id > ? "
        "ORDER BY id LIMIT ?",
        read_part,
        wanted.channel,
        static_cast<int>(wanted.send_class),
        wanted.after_id,
        wanted.limit
    );
}

Result<std::int64_t> settle_interrupted(Connection& connection) {
    auto marked = connection.run(
        "UPDATE messages SET status = 'unknown' WHERE id IN (SELECT message_id FROM outbox WHERE "
        "state = 'sending')"
    );
    if (!marked) return marked;
    return connection.run(
        "UPDATE outbox SET state = 'unknown', code = 'interrupted' WHERE state = 'sending'"
    );
}

Result<bool> begin_sending(Connection& connection, const OutboxPart& part) {
    auto begun = connection.run(
        "UPDATE outbox SET state = 'sending', attempts = attempts + 1 WHERE id = ? AND state = "
        "'ready' AND "
        "(author <> 'bot' OR epoch = (SELECT epoch FROM conversations WHERE id = "
        "outbox.conversation_id)) AND (send_class = 0 OR NOT EXISTS (SELECT 1 FROM conversations v "
        "JOIN contacts c ON c.id = v.contact_id WHERE v.id = outbox.conversation_id AND "
        "c.opted_out <> 0))",
        part.id
    );
    if (!begun) return begun.error();
    if (*begun == 1) return true;
    auto dropped = connection.run(
        "UPDATE outbox SET state = 'dropped' WHERE id = ? AND state = 'ready'", part.id
    );
    if (!dropped) return dropped.error();
    if (*dropped == 1) {
        if (auto status = refresh_status(connection, part.message); !status) return status.error();
    }
    return false;
}

Result<void> finish_sending(Connection& connection, const SendResult& result) {
    auto done = connection.run(
        "UPDATE outbox SET state = ?, code = ?, provider_id = ?, next_at = ? WHERE id = ? AND "
        "state = 'sending'",
        result.state,
        result.code,
        result.provider_id,
        result.next_at,
        result.id
    );
    if (!done) return done.error();
    auto message = connection.one(
        "SELECT message_id FROM outbox WHERE id = ?",
        [](const Row& row) { return row.integer(0); },
        result.id
    );
    if (!message) return message.error();
    if (!*message) return {};
    auto status = refresh_status(connection, **message);
    if (!status) return status.error();
    return {};
}

Result<std::optional<Settled>> mark_receipt(Connection& connection, const ReceiptMark& mark) {
    // A receipt may overtake the answer of the send itself, so `sending` and `unknown` move forward
    // too.
    auto found = connection.one(
        "UPDATE outbox SET state = ?, code = ? WHERE id = (SELECT id FROM outbox WHERE channel = ? "
        "AND "
        "((? > 0 AND id = ?) OR (? = 0 AND provider_id = ? AND provider_id <> '')) LIMIT 1) AND "
        "(state IN ('sending', 'unknown', 'sent') AND NOT (state = 'sent' AND ? = 'sent')) "
        "RETURNING conversation_id, message_id",
        [](const Row& row) {
            return Settled{row.integer(0), row.integer(1)};
        },
        mark.state,
        mark.code,
        mark.channel,
        mark.part,
        mark.part,
        mark.part,
        mark.provider_id,
        mark.state
    );
    if (!found) return found.error();
    if (*found) {
        if (auto status = refresh_status(connection, (*found)->message); !status)
            return status.error();
    }
    return *found;
}

Result<std::string> refresh_status(Connection& connection, std::int64_t message) {
    auto worst = connection.one(
        "SELECT CASE MIN(CASE state WHEN 'failed' THEN 0 WHEN 'discarded' THEN 0 WHEN 'unknown' "
        "THEN 1 WHEN 'dropped' THEN 2 WHEN 'ready' THEN 3 "
        "WHEN 'sending' THEN 3 WHEN 'sent' THEN 4 ELSE 5 END) WHEN 0 THEN 'failed' WHEN 1 THEN "
        "'unknown' WHEN 2 THEN 'dropped' "
        "WHEN 3 THEN 'queued' WHEN 4 THEN 'sent' ELSE 'delivered' END FROM outbox WHERE message_id "
        "= ?",
        [](const Row& row) { return row.text(0); },
        message
    );
    if (!worst) return worst.error();
    auto status = worst->value_or("kept");
    if (auto done = set_status(connection, message, status); !done) return done.error();
    return status;
}

}  // namespace storage
