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
    part.form = row.text(13);
    part.origin = row.integer(14);
    part.stage = static_cast<int>(row.integer(15));
    return part;
}

int rank_of(std::string_view state) {
    if (state == "delivered") return 3;
    return state == "failed" ? 2 : 1;
}

// A receipt was faster and said more; the next ones may know the part only by the provider's id.
Result<void> name_it(Connection& connection, const SendResult& result) {
    auto named = connection.run(
        "UPDATE outbox SET provider_id = ? WHERE id = ? AND provider_id = ''",
        result.provider_id,
        result.id
    );
    if (!named) return named.error();
    return {};
}

}  // namespace

Result<std::int64_t> add_part(Connection& connection, const OutboxPart& part, Time now) {
    auto added = connection.one(
        "INSERT INTO outbox(message_id, conversation_id, channel, recipient, part, text, author, "
        "epoch, next_at, send_class, created_at, always, form, origin, stage) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
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
        now,
        part.always,
        part.form,
        part.origin,
        part.stage
    );
    if (!added) return added.error();
    return added->value();
}

Result<std::vector<OutboxPart>> unsent_parts(Connection& connection, const Unsent& wanted) {
    return connection.all(
        "SELECT id, message_id, conversation_id, channel, recipient, part, text, author, epoch, "
        "attempts, next_at, send_class, created_at, form, origin, stage "
        "FROM outbox WHERE channel = ? AND send_class = ? AND state = 'ready' AND id > ? "
        "ORDER BY id LIMIT ?",
        read_part,
        wanted.channel,
        static_cast<int>(wanted.send_class),
        wanted.after_id,
        wanted.limit
    );
}

Result<std::optional<OutboxPart>> find_part(Connection& connection, std::int64_t id) {
    return connection.one(
        "SELECT id, message_id, conversation_id, channel, recipient, part, text, author, epoch, "
        "attempts, next_at, send_class, created_at, form, origin, stage FROM outbox WHERE id = ?",
        read_part,
        id
    );
}

Result<bool> is_sending(Connection& connection, std::string_view channel) {
    auto found = connection.one(
        "SELECT 1 FROM outbox WHERE channel = ? AND state = 'sending' LIMIT 1",
        [](const Row&) { return true; },
        channel
    );
    if (!found) return found.error();
    return found->has_value();
}

Result<bool> is_known(
    Connection& connection, std::string_view channel, std::string_view provider_id
) {
    auto found = connection.one(
        "SELECT 1 FROM outbox WHERE channel = ? AND provider_id = ? AND provider_id <> '' LIMIT 1",
        [](const Row&) { return true; },
        channel,
        provider_id
    );
    if (!found) return found.error();
    return found->has_value();
}

Result<std::int64_t> settle_interrupted(Connection& connection) {
    auto marked = connection.run(
        "UPDATE messages SET status = 'unknown' WHERE id IN (SELECT message_id FROM outbox WHERE "
        "state = 'sending')"
    );
    if (!marked) return marked;
    return connection.run(
        "UPDATE outbox SET state = 'unknown', code = 'interrupted', "
        "ask_at = CASE WHEN ask_at IS NULL THEN NULL WHEN EXISTS (SELECT 1 FROM early_receipts e "
        "WHERE e.channel = outbox.channel) THEN tried_at ELSE ask_at END WHERE state = 'sending'"
    );
}

Result<bool> begin_sending(
    Connection& connection, const OutboxPart& part, const SendAttempt& attempt
) {
    auto begun = connection.run(
        "UPDATE outbox SET state = 'sending', attempts = attempts + 1, tried_at = ?, asked = 0, "
        "ask_at = ? WHERE id = ? AND state = "
        "'ready' AND "
        "(author <> 'bot' OR epoch = (SELECT epoch FROM conversations WHERE id = "
        "outbox.conversation_id)) AND (always = 1 OR NOT EXISTS (SELECT 1 FROM conversations v "
        "JOIN contacts c ON c.id = v.contact_id WHERE v.id = outbox.conversation_id AND "
        "(c.answers_stopped = 1 OR (c.opted_out = 1 AND outbox.send_class <> 0))))",
        attempt.at,
        attempt.ask_at,
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
        "(state = 'sending' OR (state = 'sent' AND ? = 'failed'))",
        result.state,
        result.code,
        result.provider_id,
        result.next_at,
        result.id,
        result.state
    );
    if (!done) return done.error();
    if (*done == 0) return name_it(connection, result);
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
    // A receipt may overtake the answer of the send itself, or show that what seemed not to be
    // taken was taken after all: so `sending`, `unknown` and a tried `ready` move, too.
    auto found = connection.one(
        "UPDATE outbox SET state = ?, code = ?, provider_id = CASE WHEN provider_id = '' THEN ? "
        "ELSE provider_id END WHERE id = (SELECT id FROM outbox WHERE channel = ? AND "
        "((? > 0 AND id = ? AND (provider_id = '' OR ? IN ('', provider_id))) OR "
        "(? = 0 AND provider_id = ? AND provider_id <> '')) LIMIT 1) AND "
        "CASE state WHEN 'ready' THEN CASE WHEN attempts > 0 THEN 0 ELSE 9 END "
        "WHEN 'sending' THEN 0 WHEN 'unknown' THEN 0 WHEN 'sent' THEN 1 WHEN 'failed' THEN 2 "
        "WHEN 'delivered' THEN 3 ELSE 9 END < ? RETURNING conversation_id, message_id, id",
        [](const Row& row) {
            return Settled{row.integer(0), row.integer(1), row.integer(2)};
        },
        mark.state,
        mark.code,
        mark.provider_id,
        mark.channel,
        mark.part,
        mark.part,
        mark.provider_id,
        mark.part,
        mark.provider_id,
        rank_of(mark.state)
    );
    if (!found) return found.error();
    if (*found) {
        if (auto status = refresh_status(connection, (*found)->message); !status)
            return status.error();
    }
    return *found;
}

Result<std::string> refresh_status(Connection& connection, std::int64_t message) {
    if (message == 0) return std::string("kept");
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
