#include "gateway/channels/wechat/inbound.h"

#include "gateway/channels/weixin/message.h"
#include "gateway/channels/weixin/seal.h"

#include <charconv>
#include <cstdint>

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

// MsgID and Status: "success", "failed:user block", "failed: system failed".
Receipt receipt_of(const Payload& payload) {
    Receipt receipt;
    receipt.provider_id = payload.get("MsgID");
    receipt.code = payload.get("Status");
    receipt.state = receipt.code == "success" ? Receipt::State::delivered : Receipt::State::failed;
    return receipt;
}

// Of subscription notices: MsgID, ErrorCode, ErrorStatus, one notice a line.
Receipt receipt_of(const weixin::Lines& line) {
    Receipt receipt;
    receipt.provider_id = weixin::value_of(line, "MsgID");
    receipt.code = weixin::value_of(line, "ErrorCode");
    receipt.state = receipt.code == "0" ? Receipt::State::delivered : Receipt::State::failed;
    return receipt;
}

// What tells of notices and not of a conversation; true when it does.
bool tell_notices(const Payload& payload, Received& received) {
    const auto event = payload.get("Event");
    if (event == "TEMPLATESENDJOBFINISH") {
        received.receipts.push_back(receipt_of(payload));
    } else if (event == "subscribe_msg_sent_event") {
        for (const auto& line : payload.lists)
            received.receipts.push_back(receipt_of(line));
    } else if (event == "subscribe_msg_popup_event" || event == "subscribe_msg_change_event") {
        for (const auto& line : payload.lists) {
            OptIn decided;
            decided.person = payload.get("FromUserName");
            decided.template_id = weixin::value_of(line, "TemplateId");
            decided.accepted = weixin::value_of(line, "SubscribeStatusString") == "accept";
            if (!decided.template_id.empty()) received.opt_ins.push_back(std::move(decided));
        }
    } else {
        return false;
    }
    return true;
}

// Its documentation has numbers of 64 bits; what is no number at all is kept as it is.
bool is_message_id(std::string_view text) {
    std::uint64_t number = 0;
    const auto* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    return text.size() <= 64 && error != std::errc::result_out_of_range;
}

}  // namespace

dialogs::Result<Received> read_inbound(
    const Payload& payload, std::string_view clear, const std::string& channel
) {
    const auto sent_at = weixin::time_of(payload.get("CreateTime"));
    const auto id = weixin::message_id(payload, clear);
    if (!sent_at || !is_message_id(payload.get("MsgId")) ||
        !weixin::is_plain_id(payload.get("FromUserName")))
        return dialogs::Error{dialogs::Fault::malformed, "a message without sender, time or id"};

    Received received;
    received.id = id;
    if (tell_notices(payload, received)) return received;
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
