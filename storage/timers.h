#pragma once
#include "storage/database.h"

#include <string>
#include <vector>

namespace storage {

// A wake-up for a session that is still at `version` when the time comes.
struct Timer {
    std::int64_t id = 0;
    std::int64_t conversation = 0;
    std::int64_t version = 0;
    std::string kind;
    Time fire_at{};
};

// Replaces the conversation's timers: those of earlier turns are stale anyway.
Result<void> set_timers(
    Connection& connection, std::int64_t conversation, const std::vector<Timer>& timers
);
Result<std::vector<Timer>> due_timers(Connection& connection, Time now, int limit);
Result<void> drop_timer(Connection& connection, std::int64_t id);

}  // namespace storage
