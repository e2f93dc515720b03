#include "gateway/channels/aliyun_sms/inbound.h"

#include "gateway/channels/codec/number.h"
#include "gateway/ops/json.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <optional>

namespace gateway::channels::aliyun_sms {
namespace {

using dialogs::Error;
using dialogs::Fault;
using Json = nlohmann::json;

constexpr std::size_t id_max = 128;
constexpr std::size_t text_max = 8 * 1024;

// A text, or a whole number as one; empty for anything else.
std::string text_of(const Json& json, const char* name) {
    const auto found = json.find(name);
    if (found == json.end()) return {};
    if (found->is_string()) return found->get<std::string>();
    return found->is_number_integer() ? found->dump() : std::string();
}

std::optional<int> number_at(std::string_view text, std::size_t from, std::size_t count) {
    int value = 0;
    const auto* end = text.data() + from + count;
    const auto [rest, error] = std::from_chars(text.data() + from, end, value);
    if (error != std::errc() || rest != end || value < 0) return std::nullopt;
    return value;
}

// "2026-11-22 12:00:00", +08:00.
std::optional<dialogs::Time> time_of(std::string_view text) {
    namespace chrono = std::chrono;
    if (text.size() != 19) return std::nullopt;
    const auto year = number_at(text, 0, 4);
    const auto month = number_at(text, 5, 2);
    const auto day = number_at(text, 8, 2);
    const auto hour = number_at(text, 11, 2);
    const auto minute = number_at(text, 14, 2);
    const auto second = number_at(text, 17, 2);
    if (!year || !month || !day || !hour || !minute || !second) return std::nullopt;
    const auto date = chrono::year(*year) / *month / *day;
    if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
    return chrono::sys_days(date) + chrono::hours(*hour - 8) + chrono::minutes(*minute) +
           chrono::seconds(*second);
}

dialogs::Result<dialogs::Message> read_message(const Json& json, const std::string& channel) {
    dialogs::Message message;
    const auto sent_at = time_of(text_of(json, "send_time"));
    const auto content = json.find("content");
    message.from = {channel, codec::canonical_number(text_of(json, "phone_number"))};
    message.id = text_of(json, "sequence_id");
    if (message.from.sender.empty()) return Error{Fault::malformed, "`phone_number` is none"};
    if (message.id.empty() || message.id.size() > id_max)
        return Error{Fault::malformed, "`sequence_id` is missing or too long"};
    if (!sent_at) return Error{Fault::malformed, "`send_time` is no time"};
    if (content == json.end() || !content->is_string())
        return Error{Fault::malformed, "`content` is missing"};
    message.text = content->get<std::string>();
    if (message.text.size() > text_max) return Error{Fault::too_large, "an SMS over 8 KiB"};
    message.sent_at = *sent_at;
    return message;
}

dialogs::Result<Receipt> read_receipt(const Json& json) {
    const auto success = json.find("success");
    const auto ours = text_of(json, "out_id");
    Receipt receipt;
    receipt.provider_id = text_of(json, "biz_id");
    receipt.code = text_of(json, "err_code").substr(0, id_max);
    if (success == json.end() || !success->is_boolean())
        return Error{Fault::malformed, "`success` is missing"};
    const auto* end = ours.data() + ours.size();
    const auto [rest, error] = std::from_chars(ours.data(), end, receipt.part);
    if (!ours.empty() && (error != std::errc() || rest != end || receipt.part < 1))
        return Error{Fault::malformed, "`out_id` is not ours"};
    if (ours.empty() && receipt.provider_id.empty())
        return Error{Fault::malformed, "a receipt for nothing"};
    receipt.state = success->get<bool>() ? Receipt::State::delivered : Receipt::State::failed;
    // The carriers' lists of those who answered R.
    receipt.opted_out = receipt.code == "MBBLACK";
    return receipt;
}

dialogs::Result<Json> items_of(std::string_view body) {
    auto json = ops::parse_json(body);
    if (!json) return json.error();
    if (!json->is_array() || json->empty()) return Error{Fault::malformed, "no JSON array"};
    for (const auto& item : *json)
        if (!item.is_object()) return Error{Fault::malformed, "no JSON objects in the array"};
    return json;
}

}  // namespace

dialogs::Result<Received> read_messages(std::string_view body, const std::string& channel) {
    const auto items = items_of(body);
    if (!items) return items.error();
    Received received;
    for (const auto& item : *items) {
        auto message = read_message(item, channel);
        if (!message) return message.error();
        received.messages.push_back(std::move(*message));
    }
    return received;
}

dialogs::Result<Received> read_receipts(std::string_view body) {
    const auto items = items_of(body);
    if (!items) return items.error();
    Received received;
    for (const auto& item : *items) {
        auto receipt = read_receipt(item);
        if (!receipt) return receipt.error();
        received.receipts.push_back(std::move(*receipt));
    }
    return received;
}

}  // namespace gateway::channels::aliyun_sms
