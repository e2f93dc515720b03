#include "gateway/channels/wechat/official_account.h"

#include "dialogs/text/segments.h"
#include "gateway/channels/wechat/inbound.h"
#include "gateway/channels/wechat/menu.h"
#include "gateway/channels/wechat/notice.h"
#include "gateway/channels/wechat/outbound.h"
#include "gateway/channels/weixin/media.h"
#include "gateway/http/form.h"
#include "gateway/ops/secret.h"

#include <algorithm>

namespace gateway::channels::wechat {
namespace {

constexpr std::size_t max_content_bytes = 2048;
constexpr std::string_view between_parts = "\n\n";

// One error for everything about who is calling.
const dialogs::Error not_wechat{dialogs::Fault::denied, "not signed by WeChat"};

bool is_echo(std::string_view text) {
    return !text.empty() && text.size() <= 256 &&
           std::all_of(text.begin(), text.end(), [](char letter) {
               return letter > 0x20 && letter < 0x7F;
           });
}

std::string joined(const std::vector<std::string>& parts, std::size_t count) {
    std::string text;
    for (std::size_t at = 0; at < count; ++at) {
        if (at > 0) text += between_parts;
        text += parts[at];
    }
    return text;
}

}  // namespace

dialogs::Result<std::unique_ptr<Channel>> OfficialAccount::make(
    std::string name, config::Wechat settings
) {
    std::optional<weixin::Seal> seal;
    if (settings.mode != config::WechatMode::plain) {
        seal =
            weixin::Seal::make(settings.token, settings.encoding_aes_key.reveal(), settings.app_id);
        if (!seal)
            return dialogs::Error{
                dialogs::Fault::malformed,
                "channel " + name +
                    ": encoding_aes_key is not the 43 letters and digits of the "
                    "account's console"};
    }
    if (settings.token.empty())
        return dialogs::Error{dialogs::Fault::malformed, "channel " + name + ": token is empty"};
    return std::unique_ptr<Channel>(
        new OfficialAccount(std::move(name), std::move(settings), std::move(seal))
    );
}

OfficialAccount::OfficialAccount(
    std::string name, config::Wechat settings, std::optional<weixin::Seal> seal
)
    : name_(std::move(name)), settings_(std::move(settings)), seal_(std::move(seal)) {}

Capabilities OfficialAccount::capabilities() const {
    Capabilities can;
    can.passive_reply = true;
    can.unit = dialogs::text::Unit::utf8_bytes;
    can.max_length = max_content_bytes;
    can.answer_within = std::chrono::seconds(5);
    can.pushes = 5;
    can.pushes_within = std::chrono::hours(48);
    can.event_pushes = 3;
    can.event_pushes_within = std::chrono::minutes(1);
    can.media = true;
    return can;
}

Calls OfficialAccount::calls() const {
    return {{"GET", "POST"}, {"text/xml", "application/xml", "application/json"}};
}

bool OfficialAccount::is_signed(const http::Form& query) const {
    const auto wanted =
        weixin::signature({settings_.token.reveal(), query.get("timestamp"), query.get("nonce")});
    return ops::equal_in_constant_time(query.get("signature"), wanted);
}

dialogs::Result<OfficialAccount::Opened> OfficialAccount::open(
    const http::Form& query, const std::string& body, const Ambient& ambient
) const {
    if (!seal_ && !is_signed(query)) return not_wechat;
    auto outer = weixin::read_payload(body);
    if (!outer) return outer.error();
    if (!seal_) return Opened{std::move(*outer), body};
    auto clear = seal_->open(query, outer->get("Encrypt"), ambient.now);
    if (!clear) return clear.error();
    auto inner = weixin::read_payload(*clear);
    if (!inner) return inner.error();
    return Opened{std::move(*inner), std::move(*clear)};
}

dialogs::Result<Incoming> OfficialAccount::receive(
    const http::Request& request, std::string_view, const Ambient& ambient
) const {
    const auto query = http::decode_form(request.query);
    if (!query) return query.error();
    const auto timestamp = query->get("timestamp");
    if (!weixin::is_fresh(timestamp, ambient.now, weixin::default_window)) return not_wechat;
    if (request.method == "GET") {
        if (!is_signed(*query)) return not_wechat;
        if (!is_echo(query->get("echostr")))
            return dialogs::Error{dialogs::Fault::malformed, "an echostr that is none"};
        http::Reply reply;
        reply.body = query->get("echostr");
        return Incoming(Challenge{std::move(reply)});
    }
    const auto opened = open(*query, request.body, ambient);
    if (!opened) return opened.error();
    if (opened->payload.get("ToUserName") != settings_.original_id) return not_wechat;
    auto received = read_inbound(opened->payload, opened->clear, name_);
    if (!received) return received.error();
    for (auto& message : received->messages)
        if (message.event == "click")
            message.event_key = words_of(settings_.menu, message.event_key);
    if (!seal_) {
        for (const auto* name : {"signature", "timestamp", "nonce"})
            received->proof += std::string(query->get(name)) + '\n';
        received->proof_lasts = 2 * weixin::default_window;
    }
    received->reply_to.person = opened->payload.get("FromUserName");
    received->reply_to.form = weixin::media_type(opened->payload.form);
    return Incoming(std::move(*received));
}

std::size_t OfficialAccount::carried(const std::vector<std::string>& parts) const {
    std::size_t bytes = 0;
    std::size_t count = 0;
    for (const auto& part : parts) {
        bytes += part.size() + (count > 0 ? between_parts.size() : 0);
        if (bytes > max_content_bytes) break;
        ++count;
    }
    return count;
}

http::Reply OfficialAccount::acknowledge(
    const ReplyTo& to, const std::vector<std::string>& parts, const Ambient& ambient
) const {
    http::Reply reply;
    reply.body = "success";
    const auto count = carried(parts);
    if (count == 0 || to.person.empty()) return reply;

    using weixin::Form;
    const auto form = to.form == weixin::media_type(Form::json) ? Form::json : Form::xml;
    const weixin::Lines lines = {
        {"ToUserName", to.person},
        {"FromUserName", settings_.original_id},
        {"CreateTime", std::to_string(weixin::seconds_of(ambient.now))},
        {"MsgType", "text"},
        {"Content", joined(parts, count)},
    };
    reply.type = weixin::media_type(form);
    reply.body = weixin::write_payload(form, lines);
    if (seal_) reply.body = seal_->close(form, reply.body, ambient);
    return reply;
}

http::Reply OfficialAccount::refuse(const dialogs::Error& error) const {
    if (error.fault == dialogs::Fault::denied) return http::plain(401);
    return http::refuse(error.fault);
}

std::vector<std::string> OfficialAccount::plan(const dialogs::Say& say) const {
    return dialogs::text::split(say.text, dialogs::text::Unit::utf8_bytes, max_content_bytes);
}

Call OfficialAccount::build(const Part& part, const std::string& token, const Ambient&) const {
    if (part.form.empty()) return build_send(settings_.api_base, token, part);
    const auto client_id = name_ + "-" + std::to_string(part.id);
    return build_notice(settings_.api_base, token, part, client_id);
}

SendOutcome OfficialAccount::interpret(const http::Answer& answer) const {
    return interpret_send(answer);
}

dialogs::Result<Filed> OfficialAccount::file(const Notice& notice) const {
    return file_notice(settings_.notices, notice);
}

Call OfficialAccount::fetch_media(const std::string& media_id, const std::string& token) const {
    return weixin::build_media(settings_.api_base, token, media_id);
}

dialogs::Result<Media> OfficialAccount::read_media(http::Answer answer) const {
    return weixin::read_media(std::move(answer));
}

std::optional<Call> OfficialAccount::ask_token() const {
    return build_token(settings_.api_base, settings_.app_id, settings_.app_secret.reveal());
}

dialogs::Result<Token> OfficialAccount::read_token(const http::Answer& answer) const {
    return wechat::read_token(answer);
}

}  // namespace gateway::channels::wechat
