#include "gateway/channels/webhook/payload.h"

#include "gateway/channels/codec/place.h"
#include "gateway/http/url.h"
#include "gateway/ops/json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <optional>

namespace gateway::channels::webhook {
namespace {

using dialogs::Error;
using dialogs::Fault;
using dialogs::MessageKind;
using Json = nlohmann::json;

constexpr std::size_t id_max = 128;
constexpr std::size_t text_max = 8 * 1024;
constexpr std::size_t url_max = 1024;
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

// What the attachment's kinds are in a message; nothing for others.
std::optional<MessageKind> attached(std::string_view kind) {
    if (kind == "image") return MessageKind::image;
    if (kind == "voice") return MessageKind::voice;
    if (kind == "video") return MessageKind::video;
    if (kind == "file") return MessageKind::file;
    return std::nullopt;
}

dialogs::Result<void> read_text(const Json& json, dialogs::Message& message, bool needed) {
    const auto text = json.find("text");
    if (text == json.end() && !needed) return {};
    if (text == json.end() || !text->is_string()) return Error{Fault::malformed, "no `text`"};
    message.text = text->get<std::string>();
    if (message.text.size() > text_max) return Error{Fault::too_large, "a text over 8 KiB"};
    return {};
}

dialogs::Result<void> read_attachment(const Json& json, dialogs::Message& message) {
    const auto attachment = json.find("attachment");
    const bool told = attachment != json.end() && attachment->is_object();
    auto url = told ? text_of(*attachment, "url") : std::string();
    if (url.size() > url_max || !http::split_url(url))
        return Error{Fault::malformed, "`attachment` has no `url` that can be called"};
    message.media_id = std::move(url);
    return read_text(json, message, false);
}

// Degrees as they were written; nothing for what is on no map.
std::optional<std::string> degrees_of(const Json& json, const char* name, double most) {
    const auto found = json.find(name);
    if (found == json.end() || !found->is_number()) return std::nullopt;
    const auto degrees = found->get<double>();
    if (!(degrees >= -most && degrees <= most)) return std::nullopt;
    return found->dump();
}

dialogs::Result<void> read_location(const Json& json, dialogs::Message& message) {
    const Error nowhere{Fault::malformed, "`location` is nowhere"};
    const auto place = json.find("location");
    if (place == json.end() || !place->is_object()) return nowhere;
    const auto latitude = degrees_of(*place, "latitude", 90);
    const auto longitude = degrees_of(*place, "longitude", 180);
    const auto name = text_of(*place, "name");
    if (!latitude || !longitude) return nowhere;
    if (name.size() > text_max) return Error{Fault::too_large, "a name over 8 KiB"};
    codec::tell_place(message, name, *latitude, *longitude);
    return {};
}

// As the person's own word: who settles it is told in dialogs/engine/consent.h.
dialogs::Result<void> read_event(const Json& json, dialogs::Message& message) {
    const auto event = text_of(json, "event");
    if (event != "start" && event != "stop")
        return Error{Fault::malformed, "`event` is neither start nor stop"};
    message.text = event == "start" ? "恢复" : "退订";
    return {};
}

dialogs::Result<void> read_content(const Json& json, dialogs::Message& message) {
    if (json.contains("event")) return read_event(json, message);
    const auto kind = json.contains("kind") ? text_of(json, "kind") : std::string("text");
    if (kind == "text") return read_text(json, message, true);
    if (kind == "location") return read_location(json, message);
    const auto known = attached(kind);
    if (!known) return Error{Fault::malformed, "a `kind` that is none"};
    message.kind = *known;
    return read_attachment(json, message);
}

// Who, when, and by which id; not what.
dialogs::Result<dialogs::Message> read_envelope(
    const Json& json, std::string_view webhook_id, const std::string& channel, dialogs::Time now
) {
    const auto from = json.find("from");
    const auto sent_at = time_of(json, now);
    dialogs::Message message;
    message.id = json.contains("id") ? text_of(json, "id") : std::string(webhook_id);
    if (from == json.end() || !from->is_object() || !is_path(text_of(*from, "path")))
        return Error{Fault::malformed, "`from` names nobody"};
    if (!sent_at) return Error{Fault::malformed, "`sent_at` is not seconds since 1970"};
    if (message.id.empty() || message.id.size() > id_max)
        return Error{Fault::malformed, "`id` is empty or too long"};
    message.from = {channel, text_of(*from, "path")};
    message.sent_at = *sent_at;
    return message;
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
    auto message = read_envelope(*json, webhook_id, channel, now);
    if (!message) return message.error();
    if (auto content = read_content(*json, *message); !content) return content.error();
    received.reply_to.person = message->from.sender;
    received.messages.push_back(std::move(*message));
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
