#include "gateway/simulators/kf_queue.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace gateway::simulators {
namespace {

using namespace std::chrono_literals;

constexpr std::array<std::size_t, 3> page_sizes = {2, 0, 1};
constexpr std::chrono::hours kept{72};
constexpr std::size_t without_ticket_a_minute = 10;

}  // namespace

KfQueue::KfQueue(dialogs::Time born)
    : cursor_start_("cursor-" + std::to_string(born.time_since_epoch().count()) + "-") {}

void KfQueue::add(std::string item, dialogs::Time at) {
    const std::lock_guard lock(mutex_);
    items_.push_back({at, std::move(item)});
}

std::size_t KfQueue::place_of(const std::string& cursor, dialogs::Time now) const {
    if (!cursor.starts_with(cursor_start_)) {
        const auto oldest =
            std::ranges::find_if(items_, [&](const Item& item) { return now - item.at <= kept; });
        return static_cast<std::size_t>(oldest - items_.begin());
    }
    std::size_t place = 0;
    const auto* end = cursor.data() + cursor.size();
    std::from_chars(cursor.data() + cursor_start_.size(), end, place);
    return std::min(place, items_.size());
}

KfQueue::Page KfQueue::page(const std::string& cursor, dialogs::Time now) {
    const std::lock_guard lock(mutex_);
    const auto from = place_of(cursor, now);
    const auto to = std::min(from + page_sizes[pages_++ % page_sizes.size()], items_.size());
    Page page;
    for (auto at = from; at < to; ++at)
        page.items.push_back(items_[at].json);
    page.cursor = cursor_start_ + std::to_string(to);
    page.more = to < items_.size();
    return page;
}

std::string KfQueue::ticket(dialogs::Time now) {
    const std::lock_guard lock(mutex_);
    std::erase_if(tickets_, [&](const auto& known) { return known.second < now; });
    auto name = "ticket-" + std::to_string(now.time_since_epoch().count());
    tickets_[name] = now + 10min;
    return name;
}

bool KfQueue::admits(const std::string& ticket, dialogs::Time now) {
    const std::lock_guard lock(mutex_);
    const auto found = tickets_.find(ticket);
    if (found != tickets_.end() && now <= found->second) return true;
    std::erase_if(without_, [&](dialogs::Time at) { return now - at > 1min; });
    if (without_.size() == without_ticket_a_minute) return false;
    without_.push_back(now);
    return true;
}

}  // namespace gateway::simulators
