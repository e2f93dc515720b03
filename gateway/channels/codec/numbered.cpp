#include "gateway/channels/codec/numbered.h"

namespace gateway::channels::codec {

std::vector<std::string> numbered(std::vector<std::string> parts) {
    constexpr std::size_t most = 99;
    if (parts.size() < 2 || parts.size() > most) return parts;
    const auto all = "/" + std::to_string(parts.size()) + ")";
    for (std::size_t at = 0; at < parts.size(); ++at)
        parts[at].insert(0, "(" + std::to_string(at + 1) + all);
    return parts;
}

}  // namespace gateway::channels::codec
