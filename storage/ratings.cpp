#include "storage/ratings.h"

namespace storage::ratings {
namespace {

Result<std::optional<std::string>> last_case(Connection& connection, const Rating& rating) {
    return connection.one(
        "SELECT k.no FROM cases k JOIN contacts c ON c.id = k.requester_id "
        "WHERE c.channel = ? AND c.sender = ? ORDER BY k.opened_at DESC, k.no DESC LIMIT 1",
        [](const Row& row) { return row.text(0); },
        rating.channel,
        rating.sender
    );
}

}  // namespace

Result<bool> keep(Connection& connection, const Rating& rating) {
    auto case_no = last_case(connection, rating);
    if (!case_no) return case_no.error();
    const std::string rated = case_no->value_or("");
    auto added = connection.run(
        "INSERT INTO ratings(message_key, channel, sender, case_no, grade, replaces, at) "
        "VALUES (?, ?, ?, ?, ?, (SELECT COUNT(*) > 0 FROM ratings "
        "WHERE channel = ? AND sender = ? AND case_no = ?), ?) "
        "ON CONFLICT (message_key) DO NOTHING",
        rating.message_key,
        rating.channel,
        rating.sender,
        rated,
        rating.grade,
        rating.channel,
        rating.sender,
        rated,
        rating.at
    );
    if (!added) return added.error();
    auto replaces = connection.one(
        "SELECT replaces FROM ratings WHERE message_key = ?",
        [](const Row& row) { return row.integer(0) != 0; },
        rating.message_key
    );
    if (!replaces) return replaces.error();
    return replaces->value_or(false);
}

Result<std::optional<std::string>> due(Connection& connection, std::int64_t conversation) {
    return connection.one(
        "SELECT no FROM cases k WHERE open = 0 AND rating_asked_at IS NULL "
        "AND priority <> 'urgent' AND reason NOT LIKE 'emergency%' "
        "AND NOT EXISTS (SELECT 1 FROM ratings WHERE case_no = k.no) "
        "AND no = (SELECT no FROM cases WHERE conversation_id = ? "
        "ORDER BY opened_at DESC, no DESC LIMIT 1)",
        [](const Row& row) { return row.text(0); },
        conversation
    );
}

Result<void> mark_asked(Connection& connection, std::string_view case_no, Time at) {
    auto marked = connection.run(
        "UPDATE cases SET rating_asked_at = ? WHERE no = ? AND rating_asked_at IS NULL", at, case_no
    );
    if (!marked) return marked.error();
    return {};
}

Result<std::optional<Rating>> latest_of(Connection& connection, std::string_view case_no) {
    return connection.one(
        "SELECT message_key, channel, sender, case_no, grade, replaces, at FROM ratings "
        "WHERE case_no = ? ORDER BY at DESC, message_key DESC LIMIT 1",
        [](const Row& row) {
            Rating found;
            found.message_key = row.text(0);
            found.channel = row.text(1);
            found.sender = row.text(2);
            found.case_no = row.text(3);
            found.grade = row.text(4);
            found.replaces = row.integer(5) != 0;
            found.at = row.time(6);
            return found;
        },
        case_no
    );
}

}  // namespace storage::ratings
