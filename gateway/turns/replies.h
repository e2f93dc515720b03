#pragma once
#include "gateway/delivery/queue.h"
#include "gateway/turns/arrival.h"
#include "storage/inbox.h"

#include <vector>

// From what the engine said to what leaves: cut into parts, some of them riding on the
// acknowledgement. Pure.

namespace gateway::turns {

struct Spoken {
    storage::Answer answer;                   // what the provider is told; empty for a wake-up
    std::vector<delivery::Outgoing> replies;  // only the parts that need a way of their own
};

Spoken speak(const Arrival& arrival, const std::vector<dialogs::Say>& says, dialogs::Time now);

}  // namespace gateway::turns
