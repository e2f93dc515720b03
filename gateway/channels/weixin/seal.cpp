#include "gateway/channels/weixin/seal.h"

#include "gateway/channels/codec/digest.h"

#include <algorithm>
#include <charconv>

namespace gateway::channels::weixin {
namespace {

// One error for everything about who is calling.
const dialogs::Error not_weixin{dialogs::Fault::denied, "not signed by WeChat"};

std::optional<std::int64_t> seconds_in(std::string_view text) {
    constexpr std::int64_t year_2100 = 4'102'444'800;
    std::int64_t value = 0;
    const auto* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc() || rest != end || value < 0 || value > year_2100) return std::nullopt;
    return value;
}

}  // namespace

std::int64_t seconds_of(dialogs::Time time) {
    return std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
}

std::optional<dialogs::Time> time_of(std::string_view seconds) {
    const auto value = seconds_in(seconds);
    if (!value) return std::nullopt;
    return dialogs::Time(std::chrono::seconds(*value));
}

bool is_fresh(std::string_view timestamp, dialogs::Time now, std::chrono::seconds window) {
    const auto value = seconds_in(timestamp);
    const auto today = seconds_of(now);
    return value && *value <= today + window.count() && today <= *value + window.count();
}

bool is_plain_id(std::string_view text) {
    return !text.empty() && text.size() <= 128 &&
           std::all_of(text.begin(), text.end(), [](char letter) {
               return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
                      (letter >= 'A' && letter <= 'Z') || letter == '_' || letter == '-' ||
                      letter == '.' || letter == '@';
           });
}

std::string echo_of(const http::Form& query) {
    std::string echo(query.get("echostr"));
    std::ranges::replace(echo, ' ', '+');
    return echo;
}

std::optional<Seal> Seal::make(
    ops::Secret token, std::string_view encoding_aes_key, std::string id
) {
    auto envelope = Envelope::make(encoding_aes_key, std::move(id));
    if (!envelope) return std::nullopt;
    return Seal(std::move(token), std::move(*envelope));
}

dialogs::Result<std::string> Seal::open(
    const http::Form& query, std::string_view encrypted, dialogs::Time now
) const {
    const auto timestamp = query.get("timestamp");
    if (!is_fresh(timestamp, now, default_window)) return not_weixin;
    const auto wanted = signature({token_.reveal(), timestamp, query.get("nonce"), encrypted});
    if (!ops::equal_in_constant_time(query.get("msg_signature"), wanted)) return not_weixin;
    auto clear = envelope_.open(encrypted);
    if (!clear) return not_weixin;
    return clear;
}

std::string Seal::close(Form form, const std::string& clear, const Ambient& ambient) const {
    const auto encrypted = envelope_.seal(clear, ambient.random);
    const auto timestamp = std::to_string(seconds_of(ambient.now));
    // The nonce is public and the sixteen bytes inside the envelope should not be.
    const auto nonce = codec::hex(codec::sha256(codec::bytes_of(ambient.random))).substr(0, 16);
    const auto proof = signature({token_.reveal(), timestamp, nonce, encrypted});
    const Lines lines = {
        {"Encrypt", encrypted},
        {"MsgSignature", proof},
        {"TimeStamp", timestamp},
        {"Nonce", nonce},
    };
    return write_payload(form, lines);
}

}  // namespace gateway::channels::weixin
