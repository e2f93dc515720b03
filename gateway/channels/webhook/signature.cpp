#include "gateway/channels/webhook/signature.h"

#include "gateway/channels/codec/base64.h"
#include "gateway/channels/codec/digest.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>

namespace gateway::channels::webhook {
namespace {

constexpr std::int64_t window_s = 300;
constexpr std::size_t key_min = 24;
constexpr std::size_t key_max = 64;
constexpr std::size_t signed_id_max = 128;
// Four keys at once is more than a change of keys needs.
constexpr std::size_t signatures_max = 512;
constexpr std::string_view version = "v1,";

// One error for everything about who is calling.
const dialogs::Error not_signed{dialogs::Fault::denied, "not signed with a key of ours"};

std::int64_t seconds_of(dialogs::Time time) {
    return std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
}

bool is_fresh(std::string_view timestamp, dialogs::Time now) {
    std::int64_t value = 0;
    const auto* end = timestamp.data() + timestamp.size();
    const auto [rest, error] = std::from_chars(timestamp.data(), end, value);
    if (timestamp.empty() || error != std::errc() || rest != end || value < 0) return false;
    const auto today = seconds_of(now);
    return value <= today + window_s && today <= value + window_s;
}

std::string proof(
    const std::string& key, std::string_view id, std::string_view timestamp, std::string_view body
) {
    std::string told;
    told.reserve(id.size() + timestamp.size() + body.size() + 2);
    told.append(id).append(".").append(timestamp).append(".").append(body);
    return std::string(version) + codec::base64(codec::hmac_sha256(key, told));
}

// Whether `wanted` is one of the words of `given`; looks at all of them.
bool has_word(std::string_view given, std::string_view wanted) {
    bool found = false;
    while (!given.empty()) {
        const auto word = given.substr(0, given.find(' '));
        found = ops::equal_in_constant_time(word, wanted) || found;
        given.remove_prefix(std::min(word.size() + 1, given.size()));
    }
    return found;
}

}  // namespace

std::optional<Signature> Signature::make(const std::vector<ops::Secret>& secrets) {
    constexpr std::string_view prefix = "whsec_";
    std::vector<std::string> keys;
    for (const auto& secret : secrets) {
        std::string_view text = secret.reveal();
        if (text.starts_with(prefix)) text.remove_prefix(prefix.size());
        auto key = codec::from_base64(text);
        if (!key || key->size() < key_min || key->size() > key_max) return std::nullopt;
        keys.push_back(std::move(*key));
    }
    if (keys.empty()) return std::nullopt;
    return Signature(std::move(keys));
}

dialogs::Result<void> Signature::check(const http::Request& request, dialogs::Time now) const {
    const auto id = request.header("webhook-id");
    const auto timestamp = request.header("webhook-timestamp");
    const auto given = request.header("webhook-signature");
    if (id.empty() || id.size() > signed_id_max || given.size() > signatures_max) return not_signed;
    if (!is_fresh(timestamp, now)) return not_signed;
    bool good = false;
    for (const auto& key : keys_)
        good = has_word(given, proof(key, id, timestamp, request.body)) || good;
    if (!good) return not_signed;
    return {};
}

http::Fields Signature::sign(const std::string& id, dialogs::Time now, std::string_view body)
    const {
    const auto timestamp = std::to_string(seconds_of(now));
    std::string signatures;
    for (const auto& key : keys_) {
        if (!signatures.empty()) signatures += ' ';
        signatures += proof(key, id, timestamp, body);
    }
    return {
        {"webhook-id", id}, {"webhook-timestamp", timestamp}, {"webhook-signature", signatures}};
}

}  // namespace gateway::channels::webhook
