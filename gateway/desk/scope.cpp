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

storage::Result<storage::WorkItem> find_visible(
    storage::Connection& connection, const storage::Clerk& clerk, std::int64_t conversation
) {
    const storage::Error hidden{storage::Fault::not_found, "no such conversation in reach"};
    auto item = storage::worklist::find(connection, conversation);
    if (!item) return item.error();
    if (!*item || !sees(clerk, (*item)->conversation.area)) return hidden;
    if ((*item)->conversation.control == storage::Control::bot) {
        auto had_case = storage::cases::any_of(connection, conversation);
        if (!had_case) return had_case.error();
        if (!*had_case) return hidden;
    }
    return std::move(**item);
}

}  // namespace gateway::desk
