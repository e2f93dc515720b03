#include "gateway/channels/proofs.h"

#include "gateway/channels/codec/digest.h"

namespace gateway::channels {

bool Proofs::admits(
    std::string_view proof, std::string_view body, dialogs::Time now, std::chrono::seconds lasts
) {
    forget(now);
    auto key = codec::sha256(proof);
    const auto [found, fresh] = bodies_.try_emplace(key, codec::sha256(body));
    if (!fresh) return found->second == codec::sha256(body);
    oldest_first_.push_back({now + lasts, std::move(key)});
    return true;
}

void Proofs::forget(dialogs::Time now) {
    while (!oldest_first_.empty() &&
           (oldest_first_.front().until <= now || oldest_first_.size() >= most)) {
        bodies_.erase(oldest_first_.front().proof);
        oldest_first_.pop_front();
    }
}

}  // namespace gateway::channels
