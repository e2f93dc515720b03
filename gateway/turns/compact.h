#pragma once
#include "gateway/channels/channel.h"
#include "gateway/delivery/queue.h"
#include "gateway/turns/arrival.h"

#include <vector>

namespace gateway::turns {

// Whether the provider lets us send only so much by ourselves after a person wrote, and what leaves
// now counts.
bool counts_pushes(const Arrival& arrival);

// Makes at most `left` messages of the parts that leave by themselves, where the provider takes no
// more: short ones are joined; what still does not go is kept for the clerks' transcript, and the
// last message says that there is more and how to hear it. With nothing left they stay as they are:
// their refusal is followed up. Pure.
void compact(std::vector<delivery::Outgoing>& replies, const channels::Capabilities& can, int left);

}  // namespace gateway::turns
