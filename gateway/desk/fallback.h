#pragma once
#include "gateway/channels/channel.h"
#include "gateway/desk/announcement.h"
#include "gateway/desk/notices.h"
#include "storage/outbox.h"

#include <functional>
#include <string>
#include <vector>

// When a channel will not carry an answer or a notice, or it is known not to have arrived, its
// person is told another way, one after another: a notice in a form filed with that channel, if he
// opted in; then by the channels that follow it, the words themselves to the number he writes from,
// or to the number he left a short SMS which says that there is something and not what; and at last
// a clerk's call, unless it was one of many. A way is taken only once the one before is known to
// have failed, never after an outcome nobody knows, and none is taken twice. Codes that are good
// once go no other way. Where somebody else serves the person with the provider's own client, only
// a clerk is told. In the transaction of the refusal.

namespace gateway::desk {

inline constexpr int filed_stage = 1;  // of the ways, after the message itself

struct Ways {
    // By which numbers are reached where this channel refused, in their order.
    std::function<std::vector<std::string>(const std::string& channel)> after;
    Plan plan;
    File file;
    std::function<std::string(const std::string& channel)> name_of;  // as people call it
    // A number for a case that is opened because somebody has to call.
    std::function<storage::Result<std::string>(storage::Connection&, storage::Time now)> case_no;
    Groups groups{};  // which are told of it
};

// Gives whether there are new parts in the outbox. `refused` is of the message itself, or of one of
// the ways that followed.
storage::Result<bool> fall_back(
    storage::Connection& connection,
    const storage::OutboxPart& refused,
    const channels::Rejected& why,
    const Ways& ways,
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
