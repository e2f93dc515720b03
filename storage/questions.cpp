#include "storage/questions.h"

namespace storage::questions {
namespace {

constexpr const char* by_id =
    "SELECT id, text, outcome, topics, times, first_at, last_at, state, topic, phrasing "
    "FROM open_questions WHERE id = ?";
constexpr const char* page =
    "SELECT id, text, outcome, topics, times, first_at, last_at, state, topic, phrasing "
    "FROM open_questions WHERE state = ? AND (times < ? OR (times = ? AND id < ?)) "
    "ORDER BY times DESC, id DESC LIMIT ?";
constexpr const char* to_learn =
    "SELECT id, text, outcome, topics, times, first_at, last_at, state, topic, phrasing "
    "FROM open_questions WHERE state = 'phrasing' ORDER BY topic, settled_at, id";

OpenQuestion read(const Row& row) {
    OpenQuestion question;
    question.id = row.integer(0);
    question.text = row.text(1);
    question.outcome = row.text(2);
    question.topics = row.text(3);
    question.times = row.integer(4);
    question.first_at = row.time(5);
    question.last_at = row.time(6);
    question.state = row.text(7);
    question.topic = row.text(8);
    question.phrasing = row.text(9);
    return question;
}

}  // namespace

Result<void> note(
    Connection& connection,
    std::string_view text,
    std::string_view outcome,
    std::string_view topics,
    Time at
) {
    auto noted = connection.run(
        "INSERT INTO open_questions(text, outcome, topics, times, first_at, last_at) "
        "VALUES (?, ?, ?, 1, ?, ?) ON CONFLICT (text) DO UPDATE SET outcome = excluded.outcome, "
        "topics = excluded.topics, times = open_questions.times + 1, last_at = excluded.last_at",
        text,
        outcome,
        topics,
        at,
        at
    );
    if (!noted) return noted.error();
    return {};
}

Result<std::optional<Answered>> answered_last(
    Connection& connection, std::int64_t conversation, Time since
) {
    struct Answer {
        std::int64_t id;
        std::string topic;
    };
    auto answer = connection.one(
        "SELECT id, topic FROM messages WHERE conversation_id = ? AND topic <> '' AND at > ? "
        "ORDER BY id DESC LIMIT 1",
        [](const Row& row) {
            return Answer{row.integer(0), row.text(1)};
        },
        conversation,
        since
    );
    if (!answer) return answer.error();
    if (!*answer) return std::optional<Answered>();
    auto since_then = connection.one(
        "SELECT COUNT(*) FROM messages WHERE conversation_id = ? AND author = 'resident' AND id > "
        "?",
        [](const Row& row) { return row.integer(0); },
        conversation,
        (*answer)->id
    );
    if (!since_then) return since_then.error();
    constexpr std::int64_t near = 4;
    if (since_then->value_or(0) > near) return std::optional<Answered>();
    auto asked = connection.one(
        "SELECT looked_up FROM messages WHERE conversation_id = ? AND looked_up <> '' AND id < ? "
        "AND at > ? ORDER BY id DESC LIMIT 1",
        [](const Row& row) { return row.text(0); },
        conversation,
        (*answer)->id,
        since
    );
    if (!asked) return asked.error();
    if (!*asked) return std::optional<Answered>();
    return std::optional(Answered{**asked, (*answer)->topic});
}

Result<std::optional<OpenQuestion>> find(Connection& connection, std::int64_t id) {
    return connection.one(by_id, read, id);
}

Result<std::vector<OpenQuestion>> list(Connection& connection, const Query& query) {
    return connection.all(
        page,
        read,
        query.state,
        query.before_times,
        query.before_times,
        query.before_id,
        query.limit
    );
}

Result<void> settle(Connection& connection, std::int64_t id, const Settlement& settlement) {
    auto settled = connection.run(
        "UPDATE open_questions SET state = ?, topic = ?, phrasing = ?, clerk_id = ?, settled_at = "
        "? "
        "WHERE id = ? AND state = 'open'",
        settlement.state,
        settlement.topic,
        settlement.phrasing,
        settlement.clerk,
        settlement.at,
        id
    );
    if (!settled) return settled.error();
    if (*settled == 0) return Error{Fault::conflict, "not open"};
    return {};
}

Result<std::vector<OpenQuestion>> phrasings(Connection& connection) {
    return connection.all(to_learn, read);
}

Result<std::int64_t> trim(Connection& connection, std::int64_t keep) {
    return connection.run(
        "DELETE FROM open_questions WHERE state <> 'phrasing' AND id NOT IN (SELECT id "
        "FROM open_questions WHERE state <> 'phrasing' "
        "ORDER BY CASE WHEN state = 'open' THEN 0 ELSE 1 END, last_at DESC, id DESC LIMIT ?)",
        keep
    );
}

}  // namespace storage::questions
