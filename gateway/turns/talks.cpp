#include "gateway/turns/talks.h"

#include <algorithm>

namespace gateway::turns {

std::optional<Start> Talks::recall(const dialogs::Message& message) {
    const auto place = places_.find(message.from);
    if (place == places_.end()) return std::nullopt;
    const auto known = place->second;
    if (std::ranges::find(known->heard, message.id) != known->heard.end()) return std::nullopt;
    auto start = std::move(*known);
    latest_first_.erase(known);
    places_.erase(place);
    return start;
}

void Talks::remember(Start start, std::string message_id) {
    forget(start.conversation.address);
    if (start.heard.size() == max_heard) start.heard.erase(start.heard.begin());
    start.heard.push_back(std::move(message_id));
    latest_first_.push_front(std::move(start));
    places_.emplace(latest_first_.front().conversation.address, latest_first_.begin());
    if (latest_first_.size() <= max_remembered) return;
    places_.erase(latest_first_.back().conversation.address);
    latest_first_.pop_back();
}

void Talks::forget(const dialogs::Address& address) {
    const auto place = places_.find(address);
    if (place == places_.end()) return;
    latest_first_.erase(place->second);
    places_.erase(place);
}

}  // namespace gateway::turns
