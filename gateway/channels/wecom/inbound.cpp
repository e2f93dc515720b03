#include "gateway/channels/wecom/inbound.h"

#include "gateway/channels/weixin/message.h"
#include "gateway/channels/weixin/seal.h"

namespace gateway::channels::wecom {
namespace {

// False for events that are not a person's wish.
bool tell_event(const weixin::Payload& payload, dialogs::Message& message) {
    const auto event = payload.get("Event");
    message.kind = dialogs::MessageKind::event;
    message.event_key = payload.get("EventKey");
    if (event == "click" || event == "template_card_event") {
        message.event = "click";
    } else if (event == "subscribe" || event == "unsubscribe") {
        message.event = event;
    } else {
        return false;
    }
    return true;
}

}  // namespace

dialogs::Result<Received> read_inbound(
    const weixin::Payload& payload, std::string_view clear, const std::string& channel
) {
    const auto sent_at = weixin::time_of(payload.get("CreateTime"));
    const auto id = weixin::message_id(payload, clear);
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
    received.messages.push_back(std::move(message));
    return received;
}

}  // namespace gateway::channels::wecom
