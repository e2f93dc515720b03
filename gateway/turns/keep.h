#pragma once
#include "gateway/delivery/queue.h"
#include "gateway/turns/play.h"
#include "storage/inbox.h"

#include <string>
#include <vector>

// Puts a played turn on disk: the message, the session, the replies, the case and the wake-ups, all
// or nothing.

namespace gateway::turns {

struct Keeping {
    storage::Talk talk;  // what the turn started from: nothing is kept if it has moved on since
    Played played;
    std::string session_state;
    bool keeps_session = true;  // false: nothing was said to the bot
    std::vector<delivery::Outgoing> replies;
    dialogs::Message message;  // not for wake-ups
    storage::Answer answer;    // what its provider is told
    bool is_delivery = true;   // false: a wake-up, nobody wrote
    std::string area;          // learned in this turn, "" if nothing was
    std::optional<bool> opted_out;
    Time now{};
};

struct Kept {
    std::int64_t conversation = 0;
    std::int64_t message = 0;
    bool to_send = false;  // there are new parts in the outbox
};

// Inside the writer's transaction. Fault::conflict: the message was delivered before, or session or
// control have moved on; nothing was kept, look again.
Result<Kept> keep(Connection& connection, const Keeping& turn);

}  // namespace gateway::turns
