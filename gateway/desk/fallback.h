#pragma once
#include "gateway/desk/control.h"
#include "storage/outbox.h"

#include <string>

// When a channel will not carry a clerk's words until the person writes again: a short message to
// the mobile number he left tells him that there is an answer, without a word of it; without such
// a number, whoever has the case is told to telephone. In the transaction of the refusal.

namespace gateway::desk {

struct SecondWay {
    std::string channel;  // by which numbers are reached; empty: by none
    Plan plan;
};

// Gives whether there are new parts in the outbox. Nothing happens where no case is open, or when
// an earlier part of the same message did it already.
storage::Result<bool> fall_back(
    storage::Connection& connection,
    const storage::OutboxPart& refused,
    const SecondWay& way,
    storage::Time now
);

// The provider says that the person wants nothing more of us: kept as if he had told us.
storage::Result<void> stopped_by_provider(
    storage::Connection& connection,
    std::int64_t conversation,
    const std::string& code,
    storage::Time now
);

}  // namespace gateway::desk
