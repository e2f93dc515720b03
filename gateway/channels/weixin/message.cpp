#include "gateway/channels/weixin/message.h"

#include "gateway/channels/codec/digest.h"

namespace gateway::channels::weixin {
namespace {

using dialogs::Message;
using dialogs::MessageKind;

void tell_place(const Payload& payload, Message& message) {
    message.kind = MessageKind::location;
    message.text = payload.get("Label");
    if (!message.text.empty()) return;
    message.text = payload.get("Location_X");
    message.text += ",";
    message.text += payload.get("Location_Y");
}

}  // namespace

std::string message_id(const Payload& payload, std::string_view clear) {
    if (!payload.get("MsgId").empty()) return std::string(payload.get("MsgId"));
    std::string told;
    for (const auto* name : {"FromUserName", "CreateTime", "Event", "EventKey"}) {
        told += payload.get(name);
        told += '|';
    }
    return "event-" + codec::hex(codec::sha1(told + codec::sha1(clear)));
}

void tell(const Payload& payload, Message& message) {
    const auto type = payload.get("MsgType");
    message.media_id = payload.get("MediaId");
    if (type == "text") {
        message.text = payload.get("Content");
    } else if (type == "voice") {
        message.kind = MessageKind::voice;
        message.text = payload.get("Recognition");
    } else if (type == "image") {
        message.kind = MessageKind::image;
    } else if (type == "video" || type == "shortvideo") {
        message.kind = MessageKind::video;
    } else if (type == "location") {
        tell_place(payload, message);
    } else {
        message.kind = MessageKind::link;
        message.text = payload.get("Title");
    }
}

}  // namespace gateway::channels::weixin
