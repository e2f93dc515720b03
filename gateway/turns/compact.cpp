#include "gateway/turns/compact.h"

#include "dialogs/text/segments.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace gateway::turns {
namespace {

using Parts = std::vector<std::string>;

constexpr std::string_view between_parts = "\n\n";
constexpr std::string_view there_is_more =
    "\n\n……没说完，这里一次发不了更多。回“人工”可以请人接着说。";

std::size_t measure(std::string_view text, const channels::Capabilities& can) {
    return dialogs::text::measure(text, can.unit);
}

Parts joined_parts(const Parts& parts, const channels::Capabilities& can) {
    Parts full;
    for (const auto& part : parts) {
        if (!full.empty()) {
            auto both = full.back() + std::string(between_parts) + part;
            if (measure(both, can) <= can.max_length) {
                full.back() = std::move(both);
                continue;
            }
        }
        full.push_back(part);
    }
    return full;
}

// Cut where a sentence ends, with the word that there is more.
std::string shortened(const std::string& text, const channels::Capabilities& can) {
    const auto room = can.max_length - measure(there_is_more, can);
    const auto pieces = dialogs::text::split(text, can.unit, room);
    return (pieces.empty() ? std::string() : pieces.front()) + std::string(there_is_more);
}

}  // namespace

bool counts_pushes(const Arrival& arrival) {
    const auto* channel = arrival.voice.channel;
    return channel && channel->capabilities().pushes > 0 && !arrival.returning;
}

void compact(
    std::vector<delivery::Outgoing>& replies, const channels::Capabilities& can, int left
) {
    Parts all;
    for (const auto& reply : replies)
        all.insert(all.end(), reply.parts.begin(), reply.parts.end());
    const auto most = static_cast<std::size_t>(std::max(left, 0));
    if (most == 0 || all.size() <= most) return;
    all = joined_parts(all, can);
    if (all.size() > most) {
        all.resize(most);
        all.back() = shortened(all.back(), can);
    }
    bool first = true;
    for (auto& reply : replies) {
        if (reply.parts.empty()) continue;
        reply.parts = first ? std::move(all) : Parts();
        first = false;
    }
}

}  // namespace gateway::turns
