#include "gateway/channels/wecom/inbound.h"

#include "gateway/channels/codec/digest.h"
#include "gateway/channels/wecom/card.h"
#include "gateway/channels/weixin/message.h"
#include "gateway/channels/weixin/seal.h"

namespace gateway::channels::wecom {
namespace {

constexpr std::string_view press = "template_card_event";

// False for events that are not a person's wish.
bool tell_event(const weixin::Payload& payload, dialogs::Message& message) {
    const auto event = payload.get("Event");
    message.kind = dialogs::MessageKind::event;
    message.event_key = payload.get("EventKey");
    if (event == "click") {
        message.event = event;
    } else if (event == press) {
        const auto button = read_button(payload.get("EventKey"));
        message.event = "click";
        message.event_key = button.key;
        message.text = button.label;
    } else if (event == "subscribe" || event == "unsubscribe") {
        message.event = event;
    } else {
        return false;
    }
    return true;
}

// A card counts for the first press of the one it was for: the next is a repeat of it.
std::string press_id(const weixin::Payload& payload) {
    std::string told(payload.get("TaskId"));
    told += '|';
    told += payload.get("FromUserName");
    return "card-" + codec::hex(codec::sha1(told));
}

std::string id_of(const weixin::Payload& payload, std::string_view clear) {
    const bool pressed = payload.get("Event") == press && !payload.get("TaskId").empty();
    return pressed ? press_id(payload) : weixin::message_id(payload, clear);
}

std::optional<Pressed> pressed_by(const weixin::Payload& payload) {
    const std::string code(payload.get("ResponseCode"));
    if (payload.get("Event") != press || code.empty()) return std::nullopt;
    const std::string person(payload.get("FromUserName"));
    return Pressed{person, code, read_button(payload.get("EventKey")).label};
}

}  // namespace

dialogs::Result<Received> read_inbound(
    const weixin::Payload& payload, std::string_view clear, const std::string& channel
) {
    const auto sent_at = weixin::time_of(payload.get("CreateTime"));
    const auto id = id_of(payload, clear);
    if (!sent_at || id.size() > 64 || !weixin::is_plain_id(payload.get("FromUserName")))
        return dialogs::Error{dialogs::Fault::malformed, "a message without sender, time or id"};

    Received received;
    dialogs::Message message;
    message.from = {channel, std::string(payload.get("FromUserName"))};
    message.id = id;
    message.sent_at = *sent_at;
    if (payload.get("MsgType") != "event") {
        weixin::tell(payload, message);
    } else if (!tell_event(payload, message)) {
        return received;
    }
    received.pressed = pressed_by(payload);
    received.messages.push_back(std::move(message));
    return received;
}

}  // namespace gateway::channels::wecom
