#include "gateway/delivery/recipient_paces.h"

#include <algorithm>

namespace gateway::delivery {

dialogs::Time RecipientPaces::take(
    const std::string& person, const std::vector<channels::Rate>& rates, dialogs::Time now
) {
    if (paces_.size() > max_people) paces_.clear();
    auto& paces = paces_[person];
    if (paces.empty())
        for (const auto& rate : rates)
            paces.emplace_back(rate.messages, rate.per);
    auto free_at = now;
    for (const auto& pace : paces)
        free_at = std::max(free_at, pace.free_at(now));
    if (free_at > now) return free_at;
    for (auto& pace : paces)
        (void)pace.take(now);
    return now;
}

}  // namespace gateway::delivery
