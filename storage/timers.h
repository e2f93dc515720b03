#pragma once
#include "storage/database.h"

#include <string>
#include <string_view>
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

// Kinds of the shell's own, beside those of the session's reminders: the clerk gave the
// conversation back to the bot, or closed the case; the person is to be told.
inline constexpr std::string_view wake_returned = "returned";
inline constexpr std::string_view wake_closed = "closed";

// Wakes the session as it stands, in place of what it was to be woken for.
Result<void> set_timer(
    Connection& connection, std::int64_t conversation, Time fire_at, std::string_view kind
);

// The earliest first.
Result<std::vector<Timer>> due_timers(Connection& connection, Time now, int limit);

// Does nothing when a later turn has set another.
Result<void> drop_timer(Connection& connection, const Timer& timer);

}  // namespace storage
