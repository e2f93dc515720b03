#include "gateway/simulators/cards.h"

#include <algorithm>

namespace gateway::simulators {
namespace {

constexpr std::size_t most_buttons = 6;
constexpr std::chrono::hours leave_lasts{24};

}  // namespace

bool Cards::add(const std::string& person, Card card) {
    const std::set<std::string> different(card.keys.begin(), card.keys.end());
    const bool fits = !card.keys.empty() && card.keys.size() <= most_buttons &&
                      different.size() == card.keys.size() && !card.task_id.empty();
    const std::lock_guard lock(mutex_);
    if (!fits || !task_ids_.insert(card.task_id).second) return false;
    cards_[person].push_back(std::move(card));
    return true;
}

std::optional<Cards::Press> Cards::press(
    const std::string& person, const std::string& key, std::size_t back, dialogs::Time now
) {
    const std::lock_guard lock(mutex_);
    const auto& his = cards_[person];
    if (back >= his.size()) return std::nullopt;
    const auto& card = his[his.size() - 1 - back];
    const auto button = std::ranges::find_if(card.keys, [&](const std::string& one) {
        return one.starts_with(key);
    });
    if (button == card.keys.end()) return std::nullopt;
    const auto code = "response-" + std::to_string(++codes_);
    leaves_[code] = {person, now + leave_lasts};
    return Press{card.task_id, *button, code};
}

bool Cards::change(const std::string& person, const std::string& code, dialogs::Time now) {
    const std::lock_guard lock(mutex_);
    const auto found = leaves_.find(code);
    if (found == leaves_.end() || found->second.person != person) return false;
    const bool in_time = now <= found->second.until;
    leaves_.erase(found);
    return in_time;
}

}  // namespace gateway::simulators
