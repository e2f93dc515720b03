#include "gateway/channels/tencent_sms/inbound.h"

#include "gateway/channels/codec/digest.h"
#include "gateway/channels/codec/number.h"
#include "gateway/ops/json.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <cstdint>
#include <optional>

namespace gateway::channels::tencent_sms {
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
    const auto content = json.find("text");
    message.from = {channel, number_of(json)};
    if (message.from.sender.empty()) return Error{Fault::malformed, "`mobile` is none"};
    if (!sent_at) return Error{Fault::malformed, "`time` is no time"};
    if (content == json.end() || !content->is_string())
        return Error{Fault::malformed, "`text` is missing"};
    message.text = content->get<std::string>();
    if (message.text.size() > text_max) return Error{Fault::too_large, "an SMS over 8 KiB"};
    message.sent_at = *sent_at;
    const auto told = message.from.sender + "|" + when + "|" + message.text;
    message.id = "reply-" + codec::hex(codec::sha1(told));
    return message;
}

dialogs::Result<Receipt> read_receipt(const Json& json) {
    Receipt receipt;
    const auto status = text_of(json, "report_status");
    receipt.provider_id = text_of(json, "sid");
    receipt.code = text_of(json, "errmsg").substr(0, id_max);
    if (receipt.provider_id.empty() || receipt.provider_id.size() > id_max)
        return Error{Fault::malformed, "`sid` is missing or too long"};
    if (status != "SUCCESS" && status != "FAIL")
        return Error{Fault::malformed, "`report_status` is none"};
    receipt.state = status == "SUCCESS" ? Receipt::State::delivered : Receipt::State::failed;
    // The carriers' lists of those who answered R.
    receipt.opted_out = receipt.code == "MBBLACK";
    return receipt;
}

dialogs::Result<Json> items_of(std::string_view body) {
    auto json = ops::parse_json(body);
    if (!json) return json.error();
    if (json->is_object()) {
        auto one = std::move(*json);
        *json = Json::array({std::move(one)});
    }
    if (!json->is_array() || json->empty())
        return Error{Fault::malformed, "no JSON object and no array of them"};
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

}  // namespace gateway::channels::tencent_sms
