#include "gateway/channels/aliyun_sms/inbound.h"

#include "gateway/channels/codec/digits.h"
#include "gateway/channels/codec/number.h"
#include "gateway/channels/filed/items.h"

#include <nlohmann/json.hpp>

#include <optional>

namespace gateway::channels::aliyun_sms {
namespace {

using codec::number_at;
using dialogs::Error;
using dialogs::Fault;
using filed::text_of;
using Json = nlohmann::json;

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
    auto words = filed::words_of(json, "content");
    message.from = {channel, codec::canonical_number(text_of(json, "phone_number"))};
    message.id = text_of(json, "sequence_id");
    if (message.from.sender.empty()) return Error{Fault::malformed, "`phone_number` is none"};
    if (message.id.empty() || message.id.size() > filed::id_max)
        return Error{Fault::malformed, "`sequence_id` is missing or too long"};
    if (!sent_at) return Error{Fault::malformed, "`send_time` is no time"};
    if (!words) return words.error();
    message.text = std::move(*words);
    message.sent_at = *sent_at;
    return message;
}

dialogs::Result<Receipt> read_receipt(const Json& json) {
    const auto success = json.find("success");
    const auto ours = text_of(json, "out_id");
    if (success == json.end() || !success->is_boolean())
        return Error{Fault::malformed, "`success` is missing"};
    auto receipt =
        filed::receipt_of(text_of(json, "biz_id"), success->get<bool>(), text_of(json, "err_code"));
    // What another program of the account sent comes here, too, with its own ids.
    receipt.part = filed::part_in(ours);
    if (receipt.part == 0 && receipt.provider_id.empty())
        return Error{Fault::malformed, "a receipt for nothing"};
    return receipt;
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

}  // namespace gateway::channels::aliyun_sms
