#pragma once
#include "storage/database.h"

#include <string>
#include <vector>

namespace storage {

// The wake-up of a session that is still at `version` when the time comes. It is set with the
// session (storage/conversations.h) and moves with it: a later turn replaces it.
struct Timer {
    std::int64_t conversation = 0;
    std::int64_t version = 0;
    std::string kind;
    Time fire_at{};
};

// The earliest first.
Result<std::vector<Timer>> due_timers(Connection& connection, Time now, int limit);

// Does nothing when a later turn has set another.
Result<void> drop_timer(Connection& connection, const Timer& timer);

}  // namespace storage
