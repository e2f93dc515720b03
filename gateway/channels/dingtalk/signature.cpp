#include "gateway/channels/dingtalk/signature.h"

#include "gateway/channels/codec/base64.h"
#include "gateway/channels/codec/digest.h"

#include <charconv>
#include <cstdint>

namespace gateway::channels::dingtalk {

std::string signature(std::string_view timestamp, const std::string& secret) {
    return codec::base64(codec::hmac_sha256(secret, std::string(timestamp) + "\n" + secret));
}

namespace {

bool is_within(std::chrono::milliseconds window, std::string_view timestamp, dialogs::Time now) {
    const auto window_ms = window.count();
    constexpr std::int64_t year_2100_ms = 4'102'444'800'000;
    std::int64_t value = 0;
    const auto* end = timestamp.data() + timestamp.size();
    const auto [rest, error] = std::from_chars(timestamp.data(), end, value);
    if (error != std::errc() || rest != end || value < 0 || value > year_2100_ms) return false;
    const auto today = now.time_since_epoch().count();
    return value <= today + window_ms && today <= value + window_ms;
}

}  // namespace

bool is_fresh(std::string_view timestamp, dialogs::Time now) {
    return is_within(window, timestamp, now);
}

bool is_just_signed(std::string_view timestamp, dialogs::Time now) {
    return is_within(moment, timestamp, now);
}

}  // namespace gateway::channels::dingtalk
