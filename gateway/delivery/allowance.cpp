#include "gateway/delivery/allowance.h"

#include <algorithm>

namespace gateway::delivery {

std::optional<Allowance> allowance(
    const channels::Capabilities& can, const storage::Pushed& pushed, dialogs::Time now
) {
    if (can.pushes == 0) return std::nullopt;
    Allowance allowed;
    if (!pushed.heard_at) return allowed;
    allowed.until = *pushed.heard_at + can.pushes_within;
    if (now < allowed.until) allowed.left = std::max(0, can.pushes - pushed.parts);
    return allowed;
}

}  // namespace gateway::delivery
