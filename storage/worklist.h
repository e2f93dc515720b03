#pragma once
#include "storage/cases.h"
#include "storage/conversations.h"
#include "storage/messages.h"
#include "storage/reach.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// What a clerk's list shows: conversations that are not the bot's alone, each with its open case,
// its owner and the last thing said.

namespace storage {

struct WorkItem {
    Conversation conversation;
    std::optional<Time> waiting_since;
    std::string owner_name;  // as shown; empty without an owner
    std::optional<Case> open_case;
    std::optional<Utterance> last_message;  // notes aside
};

namespace worklist {

enum class View { unclaimed, mine, all };

// Where a page ends. Order: urgent before high before normal, then longest waiting first.
struct Position {
    std::int64_t urgency = -1;
    std::int64_t waiting = 0;
    std::int64_t id = 0;
};
Position position_of(const WorkItem& item);

struct Query {
    Reach reach;
    View view = View::unclaimed;
    std::int64_t clerk_id = 0;
    Position after;
    int limit = 50;
};
Result<std::vector<WorkItem>> list(Connection& connection, const Query& query);
Result<std::optional<WorkItem>> find(Connection& connection, std::int64_t conversation);

struct Counters {
    int mine = 0;
    int unclaimed = 0;
};
Result<Counters> count(Connection& connection, const Reach& reach, std::int64_t clerk_id);

// Queued conversations in that area that have waited longer.
Result<int> ahead_of(Connection& connection, const Conversation& conversation, Time waiting_since);

Result<std::optional<Time>> waiting_since(Connection& connection, std::int64_t conversation);
// The resident waits from `since` on, unless he already did; none: he does not.
Result<void> mark_waiting(
    Connection& connection, std::int64_t conversation, std::optional<Time> since
);

// Topics of articles the bot showed here, the latest first, at most ten.
Result<std::vector<std::string>> topics_shown(Connection& connection, std::int64_t conversation);

}  // namespace worklist
}  // namespace storage
