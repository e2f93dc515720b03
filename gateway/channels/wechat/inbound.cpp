#include "gateway/channels/wechat/inbound.h"

#include "gateway/channels/weixin/message.h"
#include "gateway/channels/weixin/seal.h"

namespace gateway::channels::wechat {
namespace {

using dialogs::Message;
using dialogs::MessageKind;
using weixin::Payload;

// False for events that are not a person's wish.
bool tell_event(const Payload& payload, Message& message) {
    constexpr std::string_view scene = "qrscene_";
    const auto event = payload.get("Event");
    auto key = payload.get("EventKey");
    message.kind = MessageKind::event;
    if (event == "subscribe") {
        message.event = "subscribe";
        if (key.starts_with(scene)) key.remove_prefix(scene.size());
    } else if (event == "unsubscribe") {
        message.event = "unsubscribe";
    } else if (event == "CLICK") {
        message.event = "click";
    } else if (event == "SCAN") {
        message.event = "scan";
    } else {
        return false;
    }
    message.event_key = key;
    return true;
}

// Template messages are the only ones whose arrival WeChat reports.
Receipt receipt_of(const Payload& payload) {
    Receipt receipt;
    receipt.provider_id = payload.get("MsgID");
    receipt.code = payload.get("Status");
    receipt.state = receipt.code == "success" ? Receipt::State::delivered : Receipt::State::failed;
    return receipt;
}

}  // namespace

dialogs::Result<Received> read_inbound(
    const Payload& payload, std::string_view clear, const std::string& channel
) {
    const auto sent_at = weixin::time_of(payload.get("CreateTime"));
    const auto id = weixin::message_id(payload, clear);
    if (!sent_at || id.size() > 64 || !weixin::is_plain_id(payload.get("FromUserName")))
        return dialogs::Error{dialogs::Fault::malformed, "a message without sender, time or id"};

    Received received;
    if (payload.get("Event") == "TEMPLATESENDJOBFINISH") {
        received.receipts.push_back(receipt_of(payload));
        return received;
    }
    Message message;
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

}  // namespace gateway::channels::wechat
