#pragma once
#include "storage/conversations.h"

#include <cstdint>
#include <string>
#include <vector>

// A notice for somebody who looks at a page of ours is no message while quiet hours last: the page
// would show it. Until then clerks see a note.

namespace gateway::desk {

struct Held {
    std::int64_t clerk = 0;
    std::string text;
    storage::Time until{};
};

// Gives the note's id.
storage::Result<std::int64_t> hold_notice(
    storage::Connection& connection,
    const storage::Conversation& conversation,
    const Held& held,
    storage::Time now
);

// Quiet hours are over: all that wait, but not to who opted out meanwhile; gives their
// conversations. A few at a time.
storage::Result<std::vector<std::int64_t>> release_notices(
    storage::Connection& connection, storage::Time now
);

}  // namespace gateway::desk
