#pragma once
#include "gateway/desk/handover.h"

#include <string>
#include <vector>

namespace gateway::desk {

// Where clerks sit together: a group with a robot of ours in it (WeCom, DingTalk).
struct Groups {
    std::vector<std::string> channels;  // that have one
    std::string desk_url;               // where a case is looked at
};

// Tells every group that a new case waits: its number and where to look. Others read along there:
// not a word of who it is about or what. In the transaction that opens the case; gives whether
// there are new parts in the outbox.
storage::Result<bool> announce(
    storage::Connection& connection,
    const OpenedCase& opened,
    const Groups& groups,
    storage::Time now
);

}  // namespace gateway::desk
