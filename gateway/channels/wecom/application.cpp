#include "gateway/channels/wecom/application.h"

#include "dialogs/language/layout.h"
#include "dialogs/text/segments.h"
#include "gateway/channels/wecom/card.h"
#include "gateway/channels/wecom/inbound.h"
#include "gateway/channels/wecom/outbound.h"
#include "gateway/channels/weixin/media.h"
#include "gateway/http/form.h"

namespace gateway::channels::wecom {
namespace {

using dialogs::Error;
using dialogs::Fault;
using dialogs::text::Unit;

// More is cut off by WeCom without a word.
constexpr std::size_t max_content_bytes = 2048;
constexpr std::string_view between_parts = "\n\n";

// One error for everything about who is calling.
const Error not_wecom{Fault::denied, "not signed by WeCom"};

std::string joined(const std::vector<std::string>& parts, std::size_t count) {
    std::string text;
    for (std::size_t at = 0; at < count; ++at) {
        if (at > 0) text += between_parts;
        text += parts[at];
    }
    return text;
}

}  // namespace

dialogs::Result<std::unique_ptr<Channel>> Application::make(
    std::string name, config::Wecom settings
) {
    auto seal =
        weixin::Seal::make(settings.token, settings.encoding_aes_key.reveal(), settings.corp_id);
    if (!seal || settings.token.empty())
        return Error{
            Fault::malformed,
            "channel " + name + ": token and encoding_aes_key of 43 letters and digits are needed"};
    return std::unique_ptr<Channel>(
        new Application(std::move(name), std::move(settings), std::move(*seal))
    );
}

Capabilities Application::capabilities() const {
    Capabilities can;
    can.passive_reply = true;
    can.quick_replies = true;
    can.unit = Unit::utf8_bytes;
    can.max_length = max_content_bytes;
    can.media = true;
    can.group_robot = !settings_.robot_key.empty();
    can.answer_within = std::chrono::seconds(5);
    return can;
}

Calls Application::calls() const {
    return {{"GET", "POST"}, {"text/xml", "application/xml", "application/json"}};
}

bool Application::is_for_us(const weixin::Payload& payload) const {
    const auto agent = payload.get("AgentID");
    return payload.get("ToUserName") == settings_.corp_id &&
           (agent.empty() || agent == std::to_string(settings_.agent_id));
}

dialogs::Result<Incoming> Application::receive(
    const http::Request& request, std::string_view, const Ambient& ambient
) const {
    const auto query = http::decode_form(request.query);
    if (!query) return query.error();
    if (request.method == "GET") {
        auto echo = seal_.open(*query, weixin::echo_of(*query), ambient.now);
        if (!echo) return not_wecom;
        http::Reply reply;
        reply.body = std::move(*echo);
        return Incoming(Challenge{std::move(reply)});
    }
    const auto outer = weixin::read_payload(request.body);
    if (!outer) return outer.error();
    const auto clear = seal_.open(*query, outer->get("Encrypt"), ambient.now);
    if (!clear) return not_wecom;
    const auto inner = weixin::read_payload(*clear);
    if (!inner) return inner.error();
    if (!is_for_us(*inner)) return not_wecom;
    auto received = read_inbound(*inner, *clear, name_);
    if (!received) return received.error();
    received->reply_to.person = inner->get("FromUserName");
    received->reply_to.form = weixin::media_type(outer->form);
    return Incoming(std::move(*received));
}

std::size_t Application::carried(const std::vector<std::string>& parts) const {
    std::size_t bytes = 0;
    std::size_t count = 0;
    for (const auto& part : parts) {
        bytes += part.size() + (count > 0 ? between_parts.size() : 0);
        if (bytes > max_content_bytes || read_card(part)) break;
        ++count;
    }
    return count;
}

http::Reply Application::acknowledge(
    const ReplyTo& to, const std::vector<std::string>& parts, const Ambient& ambient
) const {
    http::Reply reply;
    const auto count = carried(parts);
    if (count == 0 || to.person.empty()) return reply;

    using weixin::Form;
    const auto form = to.form == weixin::media_type(Form::json) ? Form::json : Form::xml;
    const weixin::Lines lines = {
        {"ToUserName", to.person},
        {"FromUserName", settings_.corp_id},
        {"CreateTime", std::to_string(weixin::seconds_of(ambient.now))},
        {"MsgType", "text"},
        {"Content", joined(parts, count)},
    };
    reply.type = weixin::media_type(form);
    reply.body = seal_.close(form, weixin::write_payload(form, lines), ambient);
    return reply;
}

http::Reply Application::refuse(const Error& error) const {
    if (error.fault == Fault::denied) return http::plain(401);
    return http::refuse(error.fault);
}

std::vector<std::string> Application::plan(const dialogs::Say& say) const {
    if (const auto card = card_for(say)) return {write_card(*card)};
    const auto text = dialogs::language::with_choices(say.text, say.choices);
    return dialogs::text::split(text, Unit::utf8_bytes, max_content_bytes);
}

// developer.work.weixin.qq.com/document/path/90236 and 91770: what a member gets beyond 30 in a
// minute or 1,000 in an hour is dropped without a word. A rate that is spent at once is earned back
// within its time, so half of it is never too much in any minute or hour.
std::vector<Rate> Application::rates_to(std::string_view person) const {
    if (person == group_robot) return {Rate{20}};
    return {Rate{15}, Rate{500, std::chrono::hours(1)}};
}

Call Application::build(const Part& part, const std::string& token, const Ambient&) const {
    if (part.to == group_robot) return build_robot(settings_, part);
    return build_message(settings_, token, part);
}

SendOutcome Application::interpret(const http::Answer& answer) const {
    return interpret_send(answer);
}

std::optional<Part> Application::instead(const Part& part, const Rejected& refused) const {
    const auto card = read_card(part.text);
    if (!card || is_about_person(refused)) return std::nullopt;
    auto plain = part;
    plain.text = in_words(*card);
    return plain;
}

Call Application::settle(const Pressed& pressed, const std::string& token) const {
    return build_settling(settings_, token, pressed);
}

Call Application::fetch_media(const std::string& media_id, const std::string& token) const {
    return weixin::build_media(settings_.api_base, token, media_id);
}

dialogs::Result<Media> Application::read_media(http::Answer answer) const {
    return weixin::read_media(std::move(answer));
}

std::optional<Call> Application::ask_token() const { return build_token(settings_); }

dialogs::Result<Token> Application::read_token(const http::Answer& answer) const {
    return wecom::read_token(answer);
}

}  // namespace gateway::channels::wecom
