#include "gateway/channels/wechat/inbound.h"

#include "gateway/channels/codec/digest.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <optional>

namespace gateway::channels::wechat {
namespace {

using dialogs::Message;
using dialogs::MessageKind;

std::optional<dialogs::Time> time_of(std::string_view seconds) {
    constexpr std::int64_t year_2100 = 4'102'444'800;
    std::int64_t value = 0;
    const auto* end = seconds.data() + seconds.size();
    const auto [rest, error] = std::from_chars(seconds.data(), end, value);
    if (error != std::errc() || rest != end || value < 0 || value > year_2100) return std::nullopt;
    return dialogs::Time(std::chrono::seconds(value));
}

// An openid goes into keys, file names and answers, so it is held to what openids are made of.
bool is_openid(std::string_view text) {
    return !text.empty() && text.size() <= 128 &&
           std::all_of(text.begin(), text.end(), [](char letter) {
               return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
                      (letter >= 'A' && letter <= 'Z') || letter == '_' || letter == '-';
           });
}

// Too coarse a fingerprint takes two different events for one and drops the second.
std::string id_of(const Payload& payload, std::string_view clear) {
    if (!payload.get("MsgId").empty()) return std::string(payload.get("MsgId"));
    std::string told;
    for (const auto* name : {"FromUserName", "CreateTime", "Event", "EventKey"}) {
        told += payload.get(name);
        told += '|';
    }
    return "event-" + codec::hex(codec::sha1(told + codec::sha1(clear)));
}

void tell_place(const Payload& payload, Message& message) {
    message.kind = MessageKind::location;
    message.text = payload.get("Label");
    if (!message.text.empty()) return;
    message.text = payload.get("Location_X");
    message.text += ",";
    message.text += payload.get("Location_Y");
}

// Kinds that are not known yet come as a link without text: the script says it cannot read them.
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
    const auto sent_at = time_of(payload.get("CreateTime"));
    const auto id = id_of(payload, clear);
    if (!sent_at || id.size() > 64 || !is_openid(payload.get("FromUserName")))
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
        tell(payload, message);
    } else if (!tell_event(payload, message)) {
        return received;
    }
    received.messages.push_back(std::move(message));
    return received;
}

}  // namespace gateway::channels::wechat
