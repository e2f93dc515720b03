#pragma once
#include "gateway/channels/channel.h"
#include "storage/allowance.h"

#include <optional>

namespace gateway::delivery {

// How many parts a channel still takes for a person, and until when; nothing: as many as one
// likes. Pure.
struct Allowance {
    int left = 0;
    dialogs::Time until{};  // left counts until then; nothing is left when it is over
};
std::optional<Allowance> allowance(
    const channels::Capabilities& can, const storage::Pushed& pushed, dialogs::Time now
);

}  // namespace gateway::delivery
