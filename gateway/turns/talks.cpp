#include "gateway/turns/talks.h"

#include <algorithm>
#include <utility>

namespace gateway::turns {

StartPtr Talks::recall(const dialogs::Message& message) {
    const auto found = places_.find(message.from);
    if (found == places_.end() || !found->second.start) return nullptr;
    const auto& heard = found->second.start->heard;
    if (std::ranges::find(heard, message.id) != heard.end()) return nullptr;
    return std::move(found->second.start);
}

void Talks::remember(StartPtr start, std::string message_id) {
    if (start->heard.size() == max_heard) start->heard.erase(start->heard.begin());
    start->heard.push_back(std::move(message_id));
    const auto [found, is_new] = places_.try_emplace(start->conversation.address);
    auto& place = found->second;
    if (is_new) {
        latest_first_.push_front(&found->first);
        place.age = latest_first_.begin();
    } else {
        latest_first_.splice(latest_first_.begin(), latest_first_, place.age);
    }
    place.start = std::move(start);
    if (places_.size() <= max_remembered) return;
    places_.erase(*latest_first_.back());
    latest_first_.pop_back();
}

void Talks::forget(const dialogs::Address& address) {
    if (const auto found = places_.find(address); found != places_.end())
        found->second.start.reset();
}

}  // namespace gateway::turns
