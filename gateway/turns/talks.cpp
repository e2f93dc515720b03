#include "gateway/turns/talks.h"

#include "gateway/turns/address_hash.h"

#include <algorithm>
#include <utility>

namespace gateway::turns {

StartPtr Talks::recall(const dialogs::Message& message) {
    const auto found = places_.find(AddressHash()(message.from));
    if (found == places_.end() || !found->second.start) return nullptr;
    StartPtr& start = found->second.start;
    if (start->conversation.address != message.from) return nullptr;
    if (std::ranges::find(start->heard, message.id) != start->heard.end()) return nullptr;
    return std::move(start);
}

void Talks::remember(StartPtr start, std::string message_id) {
    if (start->heard.size() == max_heard) start->heard.erase(start->heard.begin());
    start->heard.push_back(std::move(message_id));
    const auto key = AddressHash()(start->conversation.address);
    const auto [found, is_new] = places_.try_emplace(key);
    auto& place = found->second;
    if (is_new) {
        latest_first_.push_front(key);
        place.age = latest_first_.begin();
    } else {
        latest_first_.splice(latest_first_.begin(), latest_first_, place.age);
    }
    place.start = std::move(start);
    if (places_.size() <= max_remembered) return;
    places_.erase(latest_first_.back());
    latest_first_.pop_back();
}

void Talks::forget(const dialogs::Address& address) {
    if (const auto found = places_.find(AddressHash()(address)); found != places_.end())
        found->second.start.reset();
}

}  // namespace gateway::turns
