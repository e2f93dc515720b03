#include "gateway/channels/dingtalk/robot.h"

#include "dialogs/text/segments.h"
#include "gateway/channels/codec/marked.h"
#include "gateway/channels/dingtalk/inbound.h"
#include "gateway/channels/dingtalk/media.h"
#include "gateway/channels/dingtalk/outbound.h"
#include "gateway/channels/dingtalk/signature.h"
#include "gateway/channels/dingtalk/way_back.h"
#include "gateway/http/url.h"
#include "gateway/ops/secret.h"

namespace gateway::channels::dingtalk {
namespace {

using dialogs::Error;
using dialogs::Fault;
using dialogs::text::Unit;

constexpr std::size_t max_content_bytes = 2000;
// A call takes its time: what would end while it is under way is not begun.
constexpr std::chrono::seconds margin{30};

// One error for everything about who is calling.
const Error not_dingtalk{Fault::denied, "not signed by DingTalk"};

bool leads_to(const std::string& url, const std::string& origin) {
    const auto split = http::split_url(url);
    return split && split->origin == origin;
}

std::string without(std::string body, const std::string& id) {
    if (const auto at = body.find(id); at != std::string::npos) body.erase(at, id.size());
    return body;
}

}  // namespace

dialogs::Result<std::unique_ptr<Channel>> Robot::make(std::string name, config::Dingtalk settings) {
    auto base = http::split_url(settings.webhook_base);
    if (!base) return base.error();
    if (settings.app_secret.empty() || settings.robot_code.empty())
        return Error{
            Fault::malformed, "channel " + name + ": robot_code and app_secret are needed"};
    return std::unique_ptr<Channel>(
        new Robot(std::move(name), std::move(settings), std::move(base->origin))
    );
}

Capabilities Robot::capabilities() const {
    Capabilities can;
    can.unit = Unit::utf8_bytes;
    can.max_length = max_content_bytes;
    can.media = !settings_.app_key.empty();
    can.group_robot = !settings_.group_token.empty();
    can.answer_within = std::chrono::seconds(5);
    return can;
}

Calls Robot::calls() const { return {{"POST"}, {"application/json"}}; }

dialogs::Result<Incoming> Robot::receive(
    const http::Request& request, std::string_view, const Ambient& ambient
) const {
    const auto timestamp = request.header("timestamp");
    const auto wanted = signature(timestamp, settings_.app_secret.reveal());
    if (!is_fresh(timestamp, ambient.now) ||
        !ops::equal_in_constant_time(request.header("sign"), wanted))
        return not_dingtalk;
    auto heard = read_inbound(request.body, name_);
    if (!heard) return heard.error();
    if (!heard->robot_code.empty() && heard->robot_code != settings_.robot_code)
        return not_dingtalk;
    Received received;
    received.proof = timestamp;
    received.proof_lasts = 2 * window;
    if (is_just_signed(timestamp, ambient.now))
        received.share = Share{heard->message.id, without(request.body, heard->message.id)};
    received.reply_to.person = heard->message.from.sender;
    const auto& way = heard->way;
    const bool alone_is_better = way && way->group && !settings_.app_key.empty();
    if (way && leads_to(way->url, origin_) && !alone_is_better)
        received.reply_to.way_back = write_way(*way);
    received.messages.push_back(std::move(heard->message));
    return Incoming(std::move(received));
}

http::Reply Robot::acknowledge(const ReplyTo&, const std::vector<std::string>&, const Ambient&)
    const {
    http::Reply reply;
    reply.type = "application/json; charset=utf-8";
    reply.body = "{}";
    return reply;
}

http::Reply Robot::refuse(const Error& error) const { return http::refuse(error.fault); }

std::vector<std::string> Robot::plan(const dialogs::Say& say) const {
    return dialogs::text::split(say.text, Unit::utf8_bytes, max_content_bytes);
}

std::string Robot::returning(const ReplyTo& to, std::string part) const {
    return codec::mark(to.way_back, part);
}

// A group's robot that sends more in a minute is silenced for ten.
std::vector<Rate> Robot::rates_to(std::string_view person) const {
    if (person == group_robot) return {Rate{20}};
    return {};
}

Call Robot::build(const Part& part, const std::string& token, const Ambient& ambient) const {
    if (part.to == group_robot) return build_group(settings_, part.text, ambient.now);
    const auto [told, text] = codec::read_marked(part.text);
    const auto way = read_way(told);
    const bool no_other = settings_.app_key.empty();
    if (way && (no_other || ambient.now + margin < way->until))
        return build_back(*way, part.to, text);
    return build_direct(settings_, token, part.to, text);
}

SendOutcome Robot::interpret(const http::Answer& answer) const { return interpret_send(answer); }

Call Robot::fetch_media(const std::string& media_id, const std::string& token) const {
    return build_media(settings_, token, media_id);
}

dialogs::Result<Media> Robot::read_media(http::Answer answer) const {
    return dingtalk::read_media(answer);
}

std::optional<Call> Robot::ask_token() const {
    if (settings_.app_key.empty()) return std::nullopt;
    return build_token(settings_);
}

dialogs::Result<Token> Robot::read_token(const http::Answer& answer) const {
    return dingtalk::read_token(answer);
}

}  // namespace gateway::channels::dingtalk
