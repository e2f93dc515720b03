#include "gateway/channels/webhook/payload.h"

#include "gateway/ops/json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <optional>

namespace gateway::channels::webhook {
namespace {

using dialogs::Error;
using dialogs::Fault;
using Json = nlohmann::json;

constexpr std::size_t id_max = 128;
constexpr std::size_t text_max = 8 * 1024;
constexpr std::int64_t year_2100 = 4'102'444'800;

std::string text_of(const Json& json, const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// It goes into keys and answers: printable, and no longer than a key may be.
bool is_path(std::string_view text) {
    return !text.empty() && text.size() <= id_max &&
           std::all_of(text.begin(), text.end(), [](char letter) {
               return letter > 0x20 && letter < 0x7F;
           });
}

std::optional<dialogs::Time> time_of(const Json& json, dialogs::Time now) {
    const auto found = json.find("sent_at");
    if (found == json.end()) return now;
    if (!found->is_number_integer()) return std::nullopt;
    const auto value = found->get<std::int64_t>();
    if (value < 0 || value > year_2100) return std::nullopt;
    return dialogs::Time(std::chrono::seconds(value));
}

std::optional<Receipt::State> state_of(std::string_view word) {
    if (word == "queued") return Receipt::State::queued;
    if (word == "sent") return Receipt::State::sent;
    if (word == "delivered") return Receipt::State::delivered;
    if (word == "failed") return Receipt::State::failed;
    return std::nullopt;
}

dialogs::Result<Receipt> read_receipt(const Json& json, const std::string& channel) {
    if (!json.is_object()) return Error{Fault::malformed, "`receipt` is no object"};
    const auto id = text_of(json, "id");
    const auto state = state_of(text_of(json, "state"));
    const auto start = channel + "-";
    Receipt receipt;
    const auto* end = id.data() + id.size();
    if (!state || !id.starts_with(start)) return Error{Fault::malformed, "a receipt for nothing"};
    const auto [rest, error] = std::from_chars(id.data() + start.size(), end, receipt.part);
    if (error != std::errc() || rest != end || receipt.part < 1)
        return Error{Fault::malformed, "a receipt for nothing"};
    receipt.state = *state;
    receipt.code = text_of(json, "code").substr(0, id_max);
    return receipt;
}

}  // namespace

dialogs::Result<Received> read_payload(
    std::string_view body,
    std::string_view webhook_id,
    const std::string& channel,
    dialogs::Time now
) {
    const auto json = ops::parse_json(body);
    if (!json) return json.error();
    if (!json->is_object()) return Error{Fault::malformed, "no JSON object"};
    Received received;
    if (const auto told = json->find("receipt"); told != json->end()) {
        auto receipt = read_receipt(*told, channel);
        if (!receipt) return receipt.error();
        received.receipts.push_back(std::move(*receipt));
        return received;
    }
    const auto from = json->find("from");
    const auto text = json->find("text");
    const auto sent_at = time_of(*json, now);
    dialogs::Message message;
    message.id = json->contains("id") ? text_of(*json, "id") : std::string(webhook_id);
    if (from == json->end() || !from->is_object() || !is_path(text_of(*from, "path")))
        return Error{Fault::malformed, "`from` names nobody"};
    if (text == json->end() || !text->is_string()) return Error{Fault::malformed, "no `text`"};
    if (!sent_at) return Error{Fault::malformed, "`sent_at` is not seconds since 1970"};
    if (message.id.empty() || message.id.size() > id_max)
        return Error{Fault::malformed, "`id` is empty or too long"};
    message.text = text->get<std::string>();
    if (message.text.size() > text_max) return Error{Fault::too_large, "a text over 8 KiB"};
    message.from = {channel, text_of(*from, "path")};
    message.sent_at = *sent_at;
    received.reply_to.person = message.from.sender;
    received.messages.push_back(std::move(message));
    return received;
}

std::string id_of(const std::string& channel, std::int64_t part) {
    return channel + "-" + std::to_string(part);
}

std::string write_payload(const std::string& id, const Part& part) {
    const Json json = {
        {"type", "message"}, {"id", id}, {"to", {{"path", part.to}}}, {"text", part.text}};
    return ops::write_json(json);
}

}  // namespace gateway::channels::webhook
