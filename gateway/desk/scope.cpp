#include "gateway/desk/scope.h"

namespace gateway::desk {

using storage::Role;

storage::Reach reach_of(const storage::Clerk& clerk) {
    storage::Reach reach;
    if (clerk.disabled || clerk.role == Role::admin || clerk.area.empty()) return reach;
    reach.pattern = clerk.area + "%";
    reach.without_area = clerk.role == Role::county;
    return reach;
}

bool sees(const storage::Clerk& clerk, std::string_view area) {
    const auto reach = reach_of(clerk);
    if (area.empty()) return reach.without_area;
    return reach.pattern.size() > 1 && area.starts_with(clerk.area);
}

}  // namespace gateway::desk
