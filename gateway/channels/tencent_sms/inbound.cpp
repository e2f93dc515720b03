#include "gateway/channels/tencent_sms/inbound.h"

#include "gateway/channels/codec/digest.h"
#include "gateway/channels/codec/number.h"
#include "gateway/channels/filed/items.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <cstdint>
#include <optional>

namespace gateway::channels::tencent_sms {
namespace {

using dialogs::Error;
using dialogs::Fault;
using filed::text_of;
using Json = nlohmann::json;

std::optional<dialogs::Time> time_of(std::string_view seconds) {
    constexpr std::int64_t year_2100 = 4'102'444'800;
    std::int64_t value = 0;
    const auto* end = seconds.data() + seconds.size();
    const auto [rest, error] = std::from_chars(seconds.data(), end, value);
    if (error != std::errc() || rest != end || value < 0 || value > year_2100) return std::nullopt;
    return dialogs::Time(std::chrono::seconds(value));
}

std::string number_of(const Json& json) {
    const auto mobile = text_of(json, "mobile");
    const auto nation = text_of(json, "nationcode");
    if (nation.empty() || nation == "86") return codec::canonical_number(mobile);
    return codec::canonical_number("+" + nation + mobile);
}

dialogs::Result<dialogs::Message> read_message(const Json& json, const std::string& channel) {
    dialogs::Message message;
    const auto when = text_of(json, "time");
    const auto sent_at = time_of(when);
    auto words = filed::words_of(json, "text");
    message.from = {channel, number_of(json)};
    if (message.from.sender.empty()) return Error{Fault::malformed, "`mobile` is none"};
    if (!sent_at) return Error{Fault::malformed, "`time` is no time"};
    if (!words) return words.error();
    message.text = std::move(*words);
    message.sent_at = *sent_at;
    const auto told = message.from.sender + "|" + when + "|" + message.text;
    message.id = "reply-" + codec::hex(codec::sha1(told));
    return message;
}

dialogs::Result<Receipt> read_receipt(const Json& json) {
    const auto status = text_of(json, "report_status");
    const auto sid = text_of(json, "sid");
    if (sid.empty() || sid.size() > filed::id_max)
        return Error{Fault::malformed, "`sid` is missing or too long"};
    if (status != "SUCCESS" && status != "FAIL")
        return Error{Fault::malformed, "`report_status` is none"};
    return filed::receipt_of(sid, status == "SUCCESS", text_of(json, "errmsg"));
}

}  // namespace

dialogs::Result<Received> read_messages(std::string_view body, const std::string& channel) {
    return filed::read_messages(body, [&channel](const Json& item) {
        return read_message(item, channel);
    });
}

dialogs::Result<Received> read_receipts(std::string_view body) {
    return filed::read_receipts(body, read_receipt);
}

}  // namespace gateway::channels::tencent_sms
