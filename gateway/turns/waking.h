#pragma once
#include "dialogs/input.h"
#include "gateway/turns/talks.h"
#include "storage/timers.h"

#include <string>

// What a session is woken for by itself, and what it starts from then.

namespace gateway::turns {

storage::Result<StartPtr> find_start(
    storage::Connection& connection, const dialogs::Address& address
);

struct Waking {
    StartPtr start;
    std::string to_rate;  // the case that was closed, if a grade may be asked for it
};
// Fault::not_found: there is no such conversation.
storage::Result<Waking> find_waking(storage::Connection& connection, const storage::Timer& timer);

// Not when the session or who speaks has moved on; and what a clerk gave back is taken back once.
bool is_due(const storage::Timer& timer, const Start& start);

dialogs::Input woken_by(
    const storage::Timer& timer, const Start& start, const std::string& to_rate
);

}  // namespace gateway::turns
