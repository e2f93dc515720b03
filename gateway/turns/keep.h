#pragma once
#include "gateway/turns/play.h"
#include "gateway/turns/replies.h"
#include "gateway/turns/talks.h"

#include <functional>
#include <string>
#include <vector>

// Puts a played turn on disk: the message, the session, the replies, the case and the wake-ups, all
// or nothing.

namespace gateway::turns {

struct Keeping {
    StartPtr start;  // nothing is kept if session or control have moved on since; no session in it
    PlayedPtr played;
    bool keeps_session = true;  // false: nothing was said to the bot
    Spoken spoken;
    dialogs::Message message;  // not for wake-ups
    bool is_delivery = true;   // false: a wake-up, nobody wrote
    std::string area;          // learned in this turn, "" if nothing was
    std::optional<bool> opted_out;
    std::function<Result<void>(Connection&)> alongside;  // Arrival's
    Time now{};
};

struct Kept {
    storage::Conversation conversation;  // as it stands now
    std::int64_t message = 0;
    bool to_send = false;  // there are new parts in the outbox
};

// The session as it is stored, woken by the first of its reminders: that is a turn, and sets the
// next.
storage::SessionState state_of(const Played& played, Time now);

// Inside the writer's transaction. Fault::conflict: the message was delivered before, or session or
// control have moved on; nothing was kept, look again.
Result<Kept> keep(Connection& connection, const Keeping& turn);

}  // namespace gateway::turns
