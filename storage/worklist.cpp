#include "storage/worklist.h"

namespace storage::worklist {
namespace {

// After every real time: conversations nobody waits in come last.
constexpr std::int64_t never = 9'000'000'000'000'000;

constexpr std::string_view from_here =
    "SELECT v.id, CASE k.priority WHEN 'urgent' THEN 0 WHEN 'high' THEN 1 ELSE 2 END AS urgency, "
    "COALESCE(v.waiting_since, 9000000000000000) AS waiting, v.waiting_since, s.display_name "
    "FROM conversations v LEFT JOIN cases k ON k.no = v.case_no "
    "LEFT JOIN staff s ON s.id = v.owner_id ";

struct Listed {
    std::int64_t id = 0;
    std::optional<Time> waiting_since;
    std::string owner_name;
};

Listed read_listed(const Row& row) {
    Listed listed;
    listed.id = row.integer(0);
    if (!row.is_null(3)) listed.waiting_since = row.time(3);
    listed.owner_name = row.text(4);
    return listed;
}

std::string_view condition(View view) {
    switch (view) {
        case View::unclaimed: return "v.control = 'queued' ";
        case View::mine: return "v.control = 'human' AND v.owner_id = ? ";
        case View::all: return "(v.control <> 'bot' OR v.case_no IS NOT NULL) ";
    }
    return "v.control = 'queued' ";
}

Result<std::optional<Utterance>> last_message(Connection& connection, std::int64_t conversation) {
    // A clerk writes few notes in a row: the last thing said is nearly always among the newest ten.
    auto said = messages_before(connection, conversation, 0, 10);
    if (!said) return said.error();
    for (auto it = said->rbegin(); it != said->rend(); ++it) {
        if (it->author != Author::note) return std::optional(std::move(*it));
    }
    return std::optional<Utterance>();
}

Result<std::optional<WorkItem>> fill(Connection& connection, const Listed& listed) {
    auto conversation = find_conversation(connection, listed.id);
    if (!conversation) return conversation.error();
    if (!*conversation) return std::optional<WorkItem>();
    WorkItem item;
    item.conversation = std::move(**conversation);
    item.waiting_since = listed.waiting_since;
    item.owner_name = listed.owner_name;
    if (!item.conversation.case_no.empty()) {
        auto open_case = cases::find(connection, item.conversation.case_no);
        if (!open_case) return open_case.error();
        item.open_case = std::move(*open_case);
    }
    auto last = last_message(connection, listed.id);
    if (!last) return last.error();
    item.last_message = std::move(*last);
    return std::optional(std::move(item));
}

std::int64_t urgency_of(const std::optional<Case>& open_case) {
    if (!open_case) return 2;
    if (open_case->priority == "urgent") return 0;
    return open_case->priority == "high" ? 1 : 2;
}

}  // namespace

Position position_of(const WorkItem& item) {
    Position position;
    position.urgency = urgency_of(item.open_case);
    position.waiting = item.waiting_since ? item.waiting_since->time_since_epoch().count() : never;
    position.id = item.conversation.id;
    return position;
}

Result<std::vector<WorkItem>> list(Connection& connection, const Query& query) {
    // Built from constant parts only: the drivers keep one statement for each of the three views.
    std::string sql = "SELECT id, urgency, waiting, waiting_since, display_name FROM (";
    sql += from_here;
    sql += "WHERE ";
    sql += condition(query.view);
    sql +=
        "AND (v.area LIKE ? OR (v.area = '' AND ? = 1))) AS rows_here "
        "WHERE (urgency, waiting, id) > (?, ?, ?) ORDER BY urgency, waiting, id LIMIT ?";
    std::vector<Value> values;
    if (query.view == View::mine) values.push_back(to_value(query.clerk_id));
    values.push_back(to_value(query.reach.pattern));
    values.push_back(to_value(query.reach.without_area));
    values.push_back(to_value(query.after.urgency));
    values.push_back(to_value(query.after.waiting));
    values.push_back(to_value(query.after.id));
    values.push_back(to_value(query.limit));

    std::vector<Listed> listed;
    auto done = connection.execute(sql, values, [&](const Row& row) {
        listed.push_back(read_listed(row));
    });
    if (!done) return done.error();
    std::vector<WorkItem> items;
    for (const auto& one : listed) {
        auto item = fill(connection, one);
        if (!item) return item.error();
        if (*item) items.push_back(std::move(**item));
    }
    return items;
}

Result<std::optional<WorkItem>> find(Connection& connection, std::int64_t conversation) {
    auto listed = connection.one(
        "SELECT v.id, 0, 0, v.waiting_since, s.display_name FROM conversations v "
        "LEFT JOIN staff s ON s.id = v.owner_id WHERE v.id = ?",
        read_listed,
        conversation
    );
    if (!listed) return listed.error();
    if (!*listed) return std::optional<WorkItem>();
    return fill(connection, **listed);
}

Result<Counters> count(Connection& connection, const Reach& reach, std::int64_t clerk_id) {
    auto counters = connection.one(
        "SELECT COUNT(CASE WHEN control = 'human' AND owner_id = ? THEN 1 END), "
        "COUNT(CASE WHEN control = 'queued' THEN 1 END) FROM conversations "
        "WHERE control <> 'bot' AND (area LIKE ? OR (area = '' AND ? = 1))",
        [](const Row& row) {
            return Counters{static_cast<int>(row.integer(0)), static_cast<int>(row.integer(1))};
        },
        clerk_id,
        reach.pattern,
        reach.without_area
    );
    if (!counters) return counters.error();
    return counters->value_or(Counters{});
}

Result<int> ahead_of(Connection& connection, const Conversation& conversation, Time waiting_since) {
    auto ahead = connection.one(
        "SELECT COUNT(*) FROM conversations WHERE control = 'queued' AND area = ? "
        "AND waiting_since < ? AND id <> ?",
        [](const Row& row) { return static_cast<int>(row.integer(0)); },
        conversation.area,
        waiting_since,
        conversation.id
    );
    if (!ahead) return ahead.error();
    return ahead->value_or(0);
}

Result<std::optional<Time>> waiting_since(Connection& connection, std::int64_t conversation) {
    auto since = connection.one(
        "SELECT waiting_since FROM conversations WHERE id = ?",
        [](const Row& row) -> std::optional<Time> {
            if (row.is_null(0)) return std::nullopt;
            return row.time(0);
        },
        conversation
    );
    if (!since) return since.error();
    return since->value_or(std::nullopt);
}

Result<void> mark_waiting(
    Connection& connection, std::int64_t conversation, std::optional<Time> since
) {
    auto done = since
                    ? connection.run(
                          "UPDATE conversations SET waiting_since = COALESCE(waiting_since, ?) "
                          "WHERE id = ?",
                          *since,
                          conversation
                      )
                    : connection.run(
                          "UPDATE conversations SET waiting_since = NULL WHERE id = ?", conversation
                      );
    if (!done) return done.error();
    return {};
}

Result<std::vector<std::string>> topics_shown(Connection& connection, std::int64_t conversation) {
    return connection.all(
        "SELECT topic, MAX(id) AS latest FROM messages WHERE conversation_id = ? "
        "AND author = 'bot' AND topic <> '' GROUP BY topic ORDER BY latest DESC LIMIT 10",
        [](const Row& row) { return row.text(0); },
        conversation
    );
}

}  // namespace storage::worklist
