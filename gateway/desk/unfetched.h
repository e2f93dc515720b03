#pragma once
#include "storage/database.h"

#include <cstdint>
#include <string_view>

namespace gateway::desk {

// A note for the clerks that a picture, a voice or a video (`kind`) will not come, and why; only
// where a person has the conversation or is asked for. In the transaction that gives it up.
storage::Result<void> tell_unfetched(
    storage::Connection& connection,
    std::int64_t conversation,
    std::string_view kind,
    std::string_view code,
    storage::Time now
);

}  // namespace gateway::desk
