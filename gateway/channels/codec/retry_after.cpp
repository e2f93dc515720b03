#include "gateway/channels/codec/retry_after.h"

#include <algorithm>
#include <charconv>

namespace gateway::channels::codec {

std::optional<std::chrono::seconds> retry_after(const http::Answer& answer) {
    constexpr std::int64_t longest_s = 3600;
    const auto text = answer.header("Retry-After");
    std::int64_t value = 0;
    const auto* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value);
    if (text.empty() || error != std::errc() || rest != end || value < 0) return std::nullopt;
    return std::chrono::seconds(std::min(value, longest_s));
}

}  // namespace gateway::channels::codec
