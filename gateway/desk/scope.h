#pragma once
#include "storage/reach.h"
#include "storage/staff.h"

#include <string_view>

// Who sees what: a clerk his own area and what lies in it, the county also what has no area yet,
// an administrator no case at all.

namespace gateway::desk {

storage::Reach reach_of(const storage::Clerk& clerk);
bool sees(const storage::Clerk& clerk, std::string_view area);

}  // namespace gateway::desk
