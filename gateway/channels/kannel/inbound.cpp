#include "gateway/channels/kannel/inbound.h"

#include "gateway/channels/codec/charset.h"
#include "gateway/channels/codec/digest.h"
#include "gateway/channels/codec/number.h"
#include "gateway/ops/secret.h"

#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace gateway::channels::kannel {
namespace {

using dialogs::Error;
using dialogs::Fault;

constexpr std::size_t max_text_bytes = 8 * 1024;  // sixty linked SMS; networks stop far below
constexpr std::size_t max_id_bytes = 128;

template <class Number>
std::optional<Number> number_in(std::string_view text) {
    Number value = 0;
    const auto* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value);
    if (text.empty() || error != std::errc() || rest != end) return std::nullopt;
    return value;
}

std::optional<dialogs::Time> time_in(std::string_view seconds) {
    constexpr std::int64_t year_2100 = 4'102'444'800;
    const auto value = number_in<std::int64_t>(seconds);
    if (!value || *value < 0 || *value > year_2100) return std::nullopt;
    return dialogs::Time(std::chrono::seconds(*value));
}

std::string text_in(const http::Form& form) {
    const auto charset = form.get("charset");
    if (charset.empty() && form.get("coding") == "2")
        return codec::to_utf8(form.get("text"), "UTF-16BE");
    // Kannel calls 7-bit text GSM, or by the name it was recoded to, and hands it over as UTF-8.
    return codec::to_utf8(form.get("text"), charset);
}

// Without an id only the content tells a redelivery from a second message of the same minute.
std::string id_of(const http::Form& form) {
    if (!form.get("id").empty()) return std::string(form.get("id"));
    std::string told;
    for (const auto* name : {"from", "to", "time", "text"}) {
        told += form.get(name);
        told += '\0';
    }
    return "sms-" + codec::hex(codec::sha1(told));
}

// The values are the bits of dlr-mask.
std::optional<Receipt::State> state_in(std::string_view value) {
    switch (number_in<int>(value).value_or(0)) {
        case 1: return Receipt::State::delivered;
        case 2: return Receipt::State::failed;
        case 4: return Receipt::State::queued;
        case 8: return Receipt::State::sent;
        case 16: return Receipt::State::failed;  // the operator refused it
        case 32: return Receipt::State::queued;  // on its way
        default: return std::nullopt;
    }
}

}  // namespace

dialogs::Result<dialogs::Message> read_message(
    const http::Form& form, const std::string& channel, dialogs::Time now
) {
    if (form.get("text").size() > max_text_bytes)
        return Error{Fault::too_large, "an SMS over 8 KiB"};
    const auto sender = codec::canonical_number(form.get("from"));
    const auto sent_at = form.get("time").empty() ? now : time_in(form.get("time"));
    if (sender.empty()) return Error{Fault::malformed, "`from` is no telephone number"};
    if (!form.has("text")) return Error{Fault::malformed, "`text` is missing"};
    if (!sent_at) return Error{Fault::malformed, "`time` is not seconds since 1970"};
    if (form.get("id").size() > max_id_bytes) return Error{Fault::malformed, "`id` is too long"};

    dialogs::Message message;
    message.from = {channel, sender};
    message.id = codec::to_utf8(id_of(form));
    message.text = text_in(form);
    message.sent_at = *sent_at;
    return message;
}

dialogs::Result<Receipt> read_receipt(const http::Form& form, const std::string& hook_secret) {
    const auto part = number_in<std::int64_t>(form.get("part"));
    if (!part || *part < 1) return Error{Fault::malformed, "`part` is no number"};
    if (!ops::equal_in_constant_time(form.get("sig"), proof_of_part(hook_secret, *part)))
        return Error{Fault::denied, "a receipt for a part that we did not send"};
    const auto state = state_in(form.get("state"));
    if (!state) return Error{Fault::malformed, "`state` is not one of dlr-mask's"};
    Receipt receipt;
    receipt.part = *part;
    receipt.state = *state;
    receipt.code = form.get("state");
    return receipt;
}

std::string proof_of_part(const std::string& hook_secret, std::int64_t part) {
    const auto mac = codec::hmac_sha256(hook_secret, "receipt of part " + std::to_string(part));
    return codec::hex(mac).substr(0, 32);
}

}  // namespace gateway::channels::kannel
