#include "gateway/delivery/allowance.h"

#include <array>

namespace gateway::delivery {

std::optional<Allowance> allowance(
    const channels::Capabilities& can, const storage::Pushed& pushed, dialogs::Time now
) {
    if (can.pushes == 0) return std::nullopt;
    struct Grant {
        std::optional<dialogs::Time> since;
        std::chrono::minutes within;
        int left;
    };
    const std::array grants{
        Grant{pushed.heard_at, can.pushes_within, can.pushes - pushed.parts},
        Grant{pushed.event_at, can.event_pushes_within, can.event_pushes - pushed.event_parts},
    };
    Allowance allowed;
    if (pushed.heard_at) allowed.until = *pushed.heard_at + can.pushes_within;
    for (const auto& [since, within, left] : grants) {
        if (since && now < *since + within && left > allowed.left)
            allowed = {left, *since + within};
    }
    return allowed;
}

}  // namespace gateway::delivery
