#include "gateway/channels/wechat_kf/inbound.h"

#include "gateway/channels/codec/place.h"
#include "gateway/channels/wechat_kf/outbound.h"
#include "gateway/channels/weixin/seal.h"
#include "gateway/ops/json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>

namespace gateway::channels::wechat_kf {
namespace {

using dialogs::Error;
using dialogs::Fault;
using dialogs::MessageKind;
using Json = nlohmann::json;

constexpr std::int64_t from_customer = 3;
// A page of `messages_a_page`, each a text of 2 KB with what is around it.
constexpr ops::JsonLimits page_limits{2 * 1024 * 1024, 16, 40'000};
constexpr std::chrono::seconds welcome_within{20};

std::string text_of(const Json& json, const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t number_of(const Json& json, const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

std::string degrees_of(const Json& json, const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_number() ? found->dump() : std::string();
}

const Json& object_of(const Json& json, const std::string& name) {
    static const Json nothing = Json::object();
    const auto found = json.find(name);
    return found != json.end() && found->is_object() ? *found : nothing;
}

void tell(const Json& item, dialogs::Message& message) {
    const auto type = text_of(item, "msgtype");
    const auto& content = object_of(item, type);
    message.media_id = text_of(content, "media_id");
    if (type == "text") {
        message.text = text_of(content, "content");
    } else if (type == "voice") {
        message.kind = MessageKind::voice;
    } else if (type == "image") {
        message.kind = MessageKind::image;
    } else if (type == "video") {
        message.kind = MessageKind::video;
    } else if (type == "file") {
        message.kind = MessageKind::file;
    } else if (type == "location") {
        auto place = text_of(content, "address");
        if (place.empty()) place = text_of(content, "name");
        codec::tell_place(
            message, place, degrees_of(content, "latitude"), degrees_of(content, "longitude")
        );
    } else {
        codec::tell_link(message, text_of(content, "title"), text_of(content, "url"));
    }
}

// Nothing unless it has an id, a sender and a time.
std::optional<dialogs::Message> message_of(
    const Json& item, const std::string& sender, const std::string& channel
) {
    dialogs::Message message;
    const auto sent_at = weixin::time_of(std::to_string(number_of(item, "send_time")));
    message.id = text_of(item, "msgid");
    message.from = {channel, sender};
    if (!sent_at || !weixin::is_plain_id(sender) || !weixin::is_plain_id(message.id))
        return std::nullopt;
    message.sent_at = *sent_at;
    return message;
}

void read_event(const Json& item, const std::string& channel, Pulled& pulled) {
    const auto& event = object_of(item, "event");
    const auto type = text_of(event, "event_type");
    if (type == "msg_send_fail") {
        Receipt receipt;
        receipt.provider_id = text_of(event, "fail_msgid");
        receipt.part = part_of(receipt.provider_id);
        receipt.state = Receipt::State::failed;
        receipt.code = std::to_string(number_of(event, "fail_type"));
        if (!receipt.provider_id.empty()) pulled.receipts.push_back(std::move(receipt));
        return;
    }
    const auto welcome = text_of(event, "welcome_code");
    const auto scene = text_of(event, "scene");
    // Who was here before comes without a code: he may not be greeted, but where he scanned counts.
    const bool greeted = weixin::is_plain_id(welcome);
    if (type != "enter_session" || (!greeted && scene.empty())) return;
    auto message = message_of(item, text_of(event, "external_userid"), channel);
    if (!message) return;
    message->kind = MessageKind::event;
    message->event = greeted ? "subscribe" : "enter";
    message->event_key = scene;
    Pulled::Heard heard;
    heard.reply_to.person = message->from.sender;
    if (greeted)
        heard.reply_to.way_back = write_welcome(welcome, message->sent_at + welcome_within);
    heard.message = std::move(*message);
    pulled.heard.push_back(std::move(heard));
}

void read_item(const Json& item, const std::string& channel, Pulled& pulled) {
    if (!item.is_object()) return;
    if (text_of(item, "msgtype") == "event") return read_event(item, channel, pulled);
    if (number_of(item, "origin") != from_customer) return;
    auto message = message_of(item, text_of(item, "external_userid"), channel);
    if (!message) return;
    tell(item, *message);
    Pulled::Heard heard;
    heard.reply_to.person = message->from.sender;
    heard.message = std::move(*message);
    pulled.heard.push_back(std::move(heard));
}

}  // namespace

dialogs::Result<Pulled> read_sync(const http::Answer& answer, const std::string& channel) {
    const auto json = ops::parse_json(answer.body, page_limits);
    if (answer.status != 200 || !json || !json->is_object() || !json->contains("errcode"))
        return Error{Fault::unavailable, "no answer to sync_msg"};
    const auto code = number_of(*json, "errcode");
    if (is_stale(code)) return Error{Fault::denied, "errcode " + std::to_string(code)};
    if (code != 0) return Error{Fault::unavailable, "errcode " + std::to_string(code)};
    Pulled pulled;
    pulled.cursor = text_of(*json, "next_cursor");
    pulled.more = number_of(*json, "has_more") != 0;
    const auto list = json->find("msg_list");
    if (list == json->end() || !list->is_array()) return pulled;
    for (const auto& item : *list)
        read_item(item, channel, pulled);
    return pulled;
}

}  // namespace gateway::channels::wechat_kf
