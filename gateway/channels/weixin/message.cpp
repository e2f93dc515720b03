#include "gateway/channels/weixin/message.h"

#include "gateway/channels/codec/digest.h"
#include "gateway/channels/codec/place.h"

namespace gateway::channels::weixin {
namespace {

using dialogs::Message;
using dialogs::MessageKind;

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
    } else if (type == "file") {
        message.kind = MessageKind::file;
    } else if (type == "location") {
        codec::tell_place(
            message, payload.get("Label"), payload.get("Location_X"), payload.get("Location_Y")
        );
    } else {
        codec::tell_link(message, payload.get("Title"), payload.get("Url"));
    }
}

}  // namespace gateway::channels::weixin
