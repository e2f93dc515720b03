#pragma once
#include <chrono>
#include <compare>
#include <string>
#include <vector>

// What arrives from a person, whatever the channel.

namespace dialogs {

using Time = std::chrono::sys_time<std::chrono::milliseconds>;

// Who is talking, on which channel: the key every session, lane and queue is ordered by.
struct Address {
    std::string channel;  // the configured channel's name: "sms", "wechat", "web"
    std::string sender;   // the channel's own id for the person: +8613…, an openid, a chat's id

    auto operator<=>(const Address&) const = default;
};

enum class MessageKind { text, voice, image, video, location, link, event, file };

// Another picture, sound or file of the same message.
struct Enclosure {
    MessageKind kind = MessageKind::image;
    std::string media_id;

    bool operator==(const Enclosure&) const = default;
};

struct Message {
    Address from;
    std::string
        id;  // the provider's own, or a fingerprint of the payload; unique within the channel
    MessageKind kind = MessageKind::text;
    std::string
        text;  // valid UTF-8: what was written, or what a recogniser heard in a voice message
    std::string event;  // kind event: "subscribe", "unsubscribe", "click", "scan"
    std::string
        event_key;  // the menu key that was clicked, the scene of the QR code that was scanned
    std::string media_id;  // where the provider keeps the picture, the sound or the file
    Time sent_at{};
    std::vector<Enclosure> more{};  // what came with it beside the first

    bool operator==(const Message&) const = default;
};

}  // namespace dialogs
