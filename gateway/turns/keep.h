#pragma once
#include "gateway/desk/announcement.h"
#include "gateway/store/store.h"
#include "gateway/turns/played.h"
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
    bool keeps_session = true;    // false: nothing was said to the bot
    storage::SessionState state;  // written down before: the writer's thread is everybody's
    Spoken spoken;
    dialogs::Message message;   // of a wake-up only who wrote, and where
    bool is_delivery = true;    // false: a wake-up, nobody wrote
    bool answers_late = false;  // a wake-up in the call of `message`, which is kept already
    std::string area;           // learned in this turn, "" if nothing was
    std::optional<dialogs::Consent> consent;  // as it is from this turn on, if it changed
    std::string to_rate;  // the closed case that is asked a grade for in this turn
    std::function<Result<void>(Connection&)> alongside;  // Arrival's
    desk::Groups groups;                                 // which are told of a case that is opened
    bool fetches_media = false;  // what the message's media_id names is to be fetched
    bool writes_voices_down = false;
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
