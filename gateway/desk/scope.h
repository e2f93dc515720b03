#pragma once
#include "storage/reach.h"
#include "storage/staff.h"
#include "storage/worklist.h"

#include <string_view>

// Who sees what: a clerk his own area and what lies in it, the county also what has no area yet,
// an administrator no case at all.

namespace gateway::desk {

storage::Reach reach_of(const storage::Clerk& clerk);
bool sees(const storage::Clerk& clerk, std::string_view area);

// The conversation, if the clerk may see it: it lies in his area, and a person was asked for at
// some time; what somebody only ever told the bot is nobody's to read. Else Fault::not_found.
storage::Result<storage::WorkItem> find_visible(
    storage::Connection& connection, const storage::Clerk& clerk, std::int64_t conversation
);

}  // namespace gateway::desk
