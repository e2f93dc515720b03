#include "gateway/channels/twilio/inbound.h"

#include "gateway/channels/codec/charset.h"
#include "gateway/channels/twilio/media.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace gateway::channels::twilio {
namespace {

using dialogs::Error;
using dialogs::Fault;

constexpr std::size_t text_max = 8 * 1024;  // Twilio joins at most 1,600 characters
constexpr std::size_t sid_max = 64;

// +E.164, or a short code.
bool is_number(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    return text.size() >= 3 && text.size() <= 15 &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
}

dialogs::Result<Receipt> read_receipt(const http::Form& form, const http::Form& query) {
    Receipt receipt;
    const auto state = state_of(form.get("MessageStatus"));
    const auto part = query.get("part");
    const auto* end = part.data() + part.size();
    if (!state) return Error{Fault::malformed, "`MessageStatus` is not one of Twilio's"};
    if (!part.empty()) {
        const auto [rest, error] = std::from_chars(part.data(), end, receipt.part);
        if (error != std::errc() || rest != end || receipt.part < 1)
            return Error{Fault::malformed, "`part` is no number"};
    }
    receipt.state = *state;
    receipt.provider_id = form.get("MessageSid");
    const auto code = form.get("ErrorCode");
    receipt.code = codec::to_utf8((code.empty() ? form.get("MessageStatus") : code).substr(0, 64));
    receipt.opted_out = code == "21610";
    return receipt;
}

}  // namespace

bool is_sid(std::string_view text) {
    return !text.empty() && text.size() <= sid_max &&
           std::all_of(text.begin(), text.end(), [](char letter) {
               return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
                      (letter >= 'A' && letter <= 'Z');
           });
}

std::optional<Receipt::State> state_of(std::string_view status) {
    if (status == "accepted" || status == "scheduled" || status == "queued" || status == "sending")
        return Receipt::State::queued;
    if (status == "sent") return Receipt::State::sent;
    if (status == "delivered" || status == "read") return Receipt::State::delivered;
    if (status == "undelivered" || status == "failed" || status == "canceled")
        return Receipt::State::failed;
    return std::nullopt;
}

dialogs::Result<Received> read_inbound(
    const http::Form& form,
    const http::Form& query,
    const std::string& account_sid,
    const std::string& channel,
    dialogs::Time now
) {
    if (form.get("AccountSid") != account_sid)
        return Error{Fault::denied, "another account's message"};
    if (!is_sid(form.get("MessageSid")))
        return Error{Fault::malformed, "`MessageSid` is missing or none"};
    Received received;
    if (form.has("MessageStatus")) {
        auto receipt = read_receipt(form, query);
        if (!receipt) return receipt.error();
        received.receipts.push_back(std::move(*receipt));
        return received;
    }
    if (!is_number(form.get("From"))) return Error{Fault::malformed, "`From` is no number"};
    if (!form.has("Body")) return Error{Fault::malformed, "`Body` is missing"};
    if (form.get("Body").size() > text_max) return Error{Fault::too_large, "an SMS over 8 KiB"};
    dialogs::Message message;
    message.from = {channel, std::string(form.get("From"))};
    message.id = form.get("MessageSid");
    message.text = codec::to_utf8(form.get("Body"));
    message.sent_at = now;
    if (auto enclosures = read_enclosures(form, account_sid); !enclosures.empty()) {
        message.kind = enclosures.front().kind;
        message.media_id = std::move(enclosures.front().media_id);
        message.more.assign(enclosures.begin() + 1, enclosures.end());
    }
    received.reply_to.person = message.from.sender;
    received.messages.push_back(std::move(message));
    return received;
}

}  // namespace gateway::channels::twilio
