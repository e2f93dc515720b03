#include "gateway/channels/dingtalk/inbound.h"

#include "gateway/http/message.h"
#include "gateway/ops/json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>

namespace gateway::channels::dingtalk {
namespace {

using dialogs::Error;
using dialogs::Fault;
using dialogs::MessageKind;
using Json = nlohmann::json;

constexpr std::size_t id_max = 128;
constexpr std::size_t url_max = 1024;
constexpr std::size_t code_max = 2048;
constexpr std::size_t pictures_max = 20;  // beside the first: more than anybody puts into a message
constexpr std::size_t text_max = 16 * 1024;

std::string text_of(const Json& json, const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<dialogs::Time> time_of(const Json& json, const char* name) {
    constexpr std::int64_t year_2100_ms = 4'102'444'800'000;
    const auto found = json.find(name);
    if (found == json.end() || !found->is_number_integer()) return std::nullopt;
    const auto value = found->get<std::int64_t>();
    if (value < 0 || value > year_2100_ms) return std::nullopt;
    return dialogs::Time(std::chrono::milliseconds(value));
}

// It goes into keys and calls.
bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= id_max &&
           std::ranges::all_of(text, [](char letter) { return letter > 0x20 && letter < 0x7F; });
}

// A code cut short would be none.
std::string code_of(const Json& content) {
    auto code = text_of(content, "downloadCode");
    if (code.empty()) code = text_of(content, "pictureDownloadCode");
    return code.size() > code_max ? std::string() : code;
}

// Words and pictures in the order they were written.
void tell_rich_text(const Json& content, dialogs::Message& message) {
    const auto pieces = content.find("richText");
    if (pieces == content.end() || !pieces->is_array()) return;
    for (const auto& piece : *pieces) {
        if (!piece.is_object()) continue;
        message.text += text_of(piece, "text");
        auto code = code_of(piece);
        if (code.empty() || message.more.size() >= pictures_max) continue;
        if (message.kind == MessageKind::image) {
            message.more.push_back({MessageKind::image, std::move(code)});
        } else {
            message.kind = MessageKind::image;
            message.media_id = std::move(code);
        }
    }
}

MessageKind kind_of(std::string_view type) {
    if (type == "audio") return MessageKind::voice;
    if (type == "picture") return MessageKind::image;
    if (type == "video") return MessageKind::video;
    if (type == "file") return MessageKind::file;
    return MessageKind::link;
}

void tell(const Json& json, dialogs::Message& message) {
    static const Json nothing = Json::object();
    const auto type = text_of(json, "msgtype");
    const auto found = json.find(type == "text" ? "text" : "content");
    const auto& content = found != json.end() && found->is_object() ? *found : nothing;
    if (type == "text") {
        message.text = text_of(content, "content");
    } else if (type == "richText") {
        tell_rich_text(content, message);
    } else {
        message.kind = kind_of(type);
        message.media_id = code_of(content);
        if (type == "audio") message.text = text_of(content, "recognition");
    }
    // After the robot's name a group's message begins with a space.
    message.text = http::trimmed(message.text);
}

std::optional<WayBack> way_of(const Json& json) {
    const auto until = time_of(json, "sessionWebhookExpiredTime");
    auto url = text_of(json, "sessionWebhook");
    if (!until || url.empty() || url.size() > url_max) return std::nullopt;
    return WayBack{std::move(url), *until, text_of(json, "conversationType") == "2"};
}

}  // namespace

dialogs::Result<Heard> read_inbound(std::string_view body, const std::string& channel) {
    const auto json = ops::parse_json(body);
    if (!json) return json.error();
    if (!json->is_object()) return Error{Fault::malformed, "no JSON object"};
    auto sender = text_of(*json, "senderStaffId");
    if (sender.empty()) sender = text_of(*json, "senderId");
    const auto sent_at = time_of(*json, "createAt");
    Heard heard;
    auto& message = heard.message;
    message.id = text_of(*json, "msgId");
    if (!is_id(sender) || !is_id(message.id) || !sent_at)
        return Error{Fault::malformed, "a message without sender, time or id"};
    message.from = {channel, std::move(sender)};
    message.sent_at = *sent_at;
    tell(*json, message);
    if (message.text.size() > text_max) return Error{Fault::too_large, "a text over 16 KiB"};
    heard.robot_code = text_of(*json, "robotCode");
    heard.way = way_of(*json);
    return heard;
}

}  // namespace gateway::channels::dingtalk
