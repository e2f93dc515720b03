#include "storage/cases.h"

#include <array>
#include <utility>

namespace storage {
namespace {

constexpr std::array<std::pair<CaseState, std::string_view>, 5> states{{
    {CaseState::submitted, "submitted"},
    {CaseState::accepted, "accepted"},
    {CaseState::answered, "answered"},
    {CaseState::closed, "closed"},
    {CaseState::archived, "archived"},
}};

bool is_open(CaseState state) { return state < CaseState::closed; }

std::optional<Time> maybe_time(const Row& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return row.time(column);
}

std::string select(std::string_view where) {
    std::string sql =
        "SELECT no, kind, state, priority, reason, summary, area, owner_id, conversation_id, "
        "requester_id, channel, opened_at, first_reply_at, closed_at, result, version "
        "FROM cases WHERE ";
    return sql += where;
}

// Reads what `select` asks for.
Case read_case(const Row& row) {
    Case found;
    found.no = row.text(0);
    found.kind = row.text(1);
    found.state = case_state_from(row.text(2)).value_or(CaseState::submitted);
    found.priority = row.text(3);
    found.reason = row.text(4);
    found.summary = row.text(5);
    found.area = row.text(6);
    found.owner_id = row.maybe_integer(7);
    found.conversation_id = row.integer(8);
    found.requester_id = row.integer(9);
    found.channel = row.text(10);
    found.opened_at = row.time(11);
    found.first_reply_at = maybe_time(row, 12);
    found.closed_at = maybe_time(row, 13);
    found.result = row.text(14);
    found.version = row.integer(15);
    return found;
}

Result<void> changed_case(const Result<std::int64_t>& rows) {
    if (!rows) return rows.error();
    if (*rows == 0) return Error{Fault::not_found, "no such case"};
    return {};
}

}  // namespace

std::string_view to_string(CaseState state) {
    for (const auto& [known, name] : states) {
        if (known == state) return name;
    }
    return "submitted";
}

std::optional<CaseState> case_state_from(std::string_view text) {
    for (const auto& [state, name] : states) {
        if (name == text) return state;
    }
    return std::nullopt;
}

namespace cases {

Result<void> open(Connection& connection, const Case& opened, const std::vector<CaseSlot>& slots) {
    auto added = connection.run(
        "INSERT INTO cases(no, kind, state, open, priority, reason, summary, area, owner_id, "
        "conversation_id, requester_id, channel, opened_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        opened.no,
        opened.kind,
        to_string(opened.state),
        is_open(opened.state),
        opened.priority,
        opened.reason,
        opened.summary,
        opened.area,
        opened.owner_id,
        opened.conversation_id,
        opened.requester_id,
        opened.channel,
        opened.opened_at
    );
    if (!added) return added.error();
    return add_slots(connection, opened.no, slots);
}

Result<std::optional<Case>> find(Connection& connection, std::string_view no) {
    return connection.one(select("no = ?"), read_case, no);
}

Result<std::optional<Case>> open_of(Connection& connection, std::int64_t conversation_id) {
    return connection.one(select("conversation_id = ? AND open = 1"), read_case, conversation_id);
}

Result<std::optional<Case>> last_of(Connection& connection, std::int64_t conversation_id) {
    return connection.one(
        select("conversation_id = ? ORDER BY opened_at DESC, no DESC LIMIT 1"),
        read_case,
        conversation_id
    );
}

Result<bool> any_of(Connection& connection, std::int64_t conversation_id) {
    auto found = connection.one(
        "SELECT 1 FROM cases WHERE conversation_id = ? LIMIT 1",
        [](const Row&) { return true; },
        conversation_id
    );
    if (!found) return found.error();
    return found->has_value();
}

Result<std::vector<Case>> open_owned_by(Connection& connection, std::int64_t clerk_id) {
    return connection.all(
        select("open = 1 AND owner_id = ? ORDER BY opened_at, no"), read_case, clerk_id
    );
}

Result<std::vector<Case>> list(Connection& connection, const Query& query) {
    return connection.all(
        select("open = ? AND (area LIKE ? OR (area = '' AND ? = 1)) "
               "AND (opened_at < ? OR (opened_at = ? AND no < ?)) "
               "ORDER BY opened_at DESC, no DESC LIMIT ?"),
        read_case,
        query.open,
        query.reach.pattern,
        query.reach.without_area,
        query.before_opened,
        query.before_opened,
        query.before_no,
        query.limit
    );
}

Result<void> take(Connection& connection, std::string_view no, std::optional<std::int64_t> owner) {
    return changed_case(connection.run(
        "UPDATE cases SET owner_id = ?, version = version + 1 WHERE no = ?", owner, no
    ));
}

Result<bool> first_reply(Connection& connection, std::string_view no, Time at) {
    auto rows = connection.run(
        "UPDATE cases SET first_reply_at = ?, version = version + 1 "
        "WHERE no = ? AND first_reply_at IS NULL",
        at,
        no
    );
    if (!rows) return rows.error();
    return *rows == 1;
}

Result<void> move(Connection& connection, std::string_view no, CaseState state) {
    return changed_case(connection.run(
        "UPDATE cases SET state = ?, open = ?, version = version + 1 WHERE no = ?",
        to_string(state),
        is_open(state),
        no
    ));
}

Result<void> close(Connection& connection, std::string_view no, std::string_view result, Time at) {
    return changed_case(connection.run(
        "UPDATE cases SET state = 'closed', open = 0, result = ?, closed_at = ?, "
        "version = version + 1 WHERE no = ? AND open = 1",
        result,
        at,
        no
    ));
}

Result<void> raise(Connection& connection, std::string_view no, std::string_view priority) {
    return changed_case(connection.run(
        "UPDATE cases SET priority = ?, version = version + 1 WHERE no = ?", priority, no
    ));
}

Result<void> assign_area(Connection& connection, std::string_view no, std::string_view area) {
    return changed_case(
        connection.run("UPDATE cases SET area = ?, version = version + 1 WHERE no = ?", area, no)
    );
}

}  // namespace cases
}  // namespace storage
