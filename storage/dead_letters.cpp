#include "storage/dead_letters.h"

namespace storage::dead_letters {
namespace {

DeadLetter read_letter(const Row& row) {
    DeadLetter letter;
    letter.part.id = row.integer(0);
    letter.part.message = row.integer(1);
    letter.part.conversation = row.integer(2);
    letter.part.channel = row.text(3);
    letter.part.recipient = row.text(4);
    letter.part.part = static_cast<int>(row.integer(5));
    letter.part.text = row.text(6);
    letter.part.author = row.text(7);
    letter.part.attempts = static_cast<int>(row.integer(8));
    letter.part.send_class = static_cast<SendClass>(row.integer(9));
    letter.part.created_at = row.time(10);
    letter.state = row.text(11);
    letter.code = row.text(12);
    letter.area = row.text(13);
    letter.part.epoch = row.integer(14);
    letter.had_case = row.integer(15) != 0;
    letter.part.always = row.integer(18) != 0;
    letter.asked = static_cast<int>(row.integer(16));
    if (letter.state == "unknown" && !row.is_null(17)) letter.ask_at = row.time(17);
    letter.part.form = row.text(19);
    letter.part.origin = row.integer(20);
    letter.part.stage = static_cast<int>(row.integer(21));
    return letter;
}

}  // namespace

Result<std::vector<DeadLetter>> list(Connection& connection, const Query& query) {
    return connection.all(
        "SELECT o.id, o.message_id, o.conversation_id, o.channel, o.recipient, o.part, o.text, "
        "o.author, o.attempts, o.send_class, o.created_at, o.state, o.code, v.area, v.epoch, "
        "EXISTS (SELECT 1 FROM cases k WHERE k.conversation_id = v.id), o.asked, o.ask_at, "
        "o.always, o.form, o.origin, o.stage "
        "FROM outbox o JOIN conversations v ON v.id = o.conversation_id "
        "WHERE o.state IN ('failed', 'unknown') AND (? = '' OR o.state = ?) AND "
        "(? = '' OR o.channel = ?) AND (? = 0 OR o.id < ?) AND "
        "((v.area <> '' AND v.area LIKE ?) OR (v.area = '' AND ? = 1)) "
        "ORDER BY o.id DESC LIMIT ?",
        read_letter,
        query.state,
        query.state,
        query.channel,
        query.channel,
        query.before,
        query.before,
        query.reach.pattern,
        query.reach.without_area ? 1 : 0,
        query.limit
    );
}

Result<std::optional<DeadLetter>> find(Connection& connection, std::int64_t id) {
    return connection.one(
        "SELECT o.id, o.message_id, o.conversation_id, o.channel, o.recipient, o.part, o.text, "
        "o.author, o.attempts, o.send_class, o.created_at, o.state, o.code, v.area, v.epoch, "
        "EXISTS (SELECT 1 FROM cases k WHERE k.conversation_id = v.id), o.asked, o.ask_at, "
        "o.always, o.form, o.origin, o.stage "
        "FROM outbox o JOIN conversations v ON v.id = o.conversation_id "
        "WHERE o.id = ? AND o.state IN ('failed', 'unknown')",
        read_letter,
        id
    );
}

Result<std::int64_t> replay(Connection& connection, const DeadLetter& letter, Time now) {
    if (auto done = settle(connection, letter, "replayed"); !done) return done.error();
    auto again = letter.part;
    again.next_at = now;
    auto added = add_part(connection, again, now);
    if (!added) return added;
    auto status = refresh_status(connection, letter.part.message);
    if (!status) return status.error();
    return added;
}

Result<void> settle(Connection& connection, const DeadLetter& letter, std::string_view state) {
    auto done = connection.run(
        "UPDATE outbox SET state = ? WHERE id = ? AND state IN ('failed', 'unknown')",
        state,
        letter.part.id
    );
    if (!done) return done.error();
    if (*done != 1) return Error{Fault::conflict, "it is settled already"};
    auto status = refresh_status(connection, letter.part.message);
    if (!status) return status.error();
    return {};
}

Result<bool> is_first_of_its_message(Connection& connection, const OutboxPart& part) {
    auto others = connection.one(
        "SELECT COUNT(*) FROM outbox WHERE message_id = ? AND id <> ? AND state = 'failed'",
        [](const Row& row) { return row.integer(0); },
        part.message,
        part.id
    );
    if (!others) return others.error();
    return others->value_or(0) == 0;
}

Result<std::int64_t> count(Connection& connection) {
    auto counted = connection.one(
        "SELECT COUNT(*) FROM outbox WHERE state IN ('failed', 'unknown')",
        [](const Row& row) { return row.integer(0); }
    );
    if (!counted) return counted.error();
    return counted->value_or(0);
}

}  // namespace storage::dead_letters
