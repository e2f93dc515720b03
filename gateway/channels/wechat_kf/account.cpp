#include "gateway/channels/wechat_kf/account.h"

#include "dialogs/text/segments.h"
#include "gateway/channels/codec/marked.h"
#include "gateway/channels/wechat_kf/inbound.h"
#include "gateway/channels/wechat_kf/outbound.h"
#include "gateway/channels/weixin/media.h"
#include "gateway/http/form.h"

namespace gateway::channels::wechat_kf {
namespace {

using dialogs::Error;
using dialogs::Fault;
using dialogs::text::Unit;

constexpr std::size_t max_content_bytes = 2048;

// One error for everything about who is calling.
const Error not_wecom{Fault::denied, "not signed by WeCom"};

}  // namespace

dialogs::Result<std::unique_ptr<Channel>> Account::make(
    std::string name, config::WechatKf settings
) {
    auto seal =
        weixin::Seal::make(settings.token, settings.encoding_aes_key.reveal(), settings.corp_id);
    if (!seal || settings.token.empty())
        return Error{
            Fault::malformed,
            "channel " + name + ": token and encoding_aes_key of 43 letters and digits are needed"};
    return std::unique_ptr<Channel>(
        new Account(std::move(name), std::move(settings), std::move(*seal))
    );
}

Capabilities Account::capabilities() const {
    Capabilities can;
    can.unit = Unit::utf8_bytes;
    can.max_length = max_content_bytes;
    can.media = true;
    can.answer_within = std::chrono::seconds(5);
    can.pushes = 5;
    can.pushes_within = std::chrono::hours(48);
    return can;
}

Calls Account::calls() const {
    return {{"GET", "POST"}, {"text/xml", "application/xml", "application/json"}};
}

dialogs::Result<Incoming> Account::receive(
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
    if (inner->get("ToUserName") != settings_.corp_id) return not_wecom;
    // One address serves all accounts of a corporation; the others' messages are not ours.
    if (inner->get("Event") != "kf_msg_or_event" || inner->get("OpenKfId") != settings_.open_kfid)
        return Incoming(Received{});
    return Incoming(Pull{settings_.open_kfid, std::string(inner->get("Token"))});
}

http::Reply Account::acknowledge(const ReplyTo&, const std::vector<std::string>&, const Ambient&)
    const {
    return {};
}

http::Reply Account::refuse(const Error& error) const {
    if (error.fault == Fault::denied) return http::plain(401);
    return http::refuse(error.fault);
}

std::vector<std::string> Account::plan(const dialogs::Say& say) const {
    return dialogs::text::split(say.text, Unit::utf8_bytes, max_content_bytes);
}

std::string Account::returning(const ReplyTo& to, std::string part) const {
    return codec::mark(to.way_back, part);
}

Call Account::build(const Part& part, const std::string& token, const Ambient& ambient) const {
    return build_send(settings_, token, part, ambient);
}

SendOutcome Account::interpret(const http::Answer& answer) const { return interpret_send(answer); }

std::optional<Call> Account::ask_why(
    const Part& part, const Rejected& refused, const std::string& token
) const {
    return build_why(settings_, token, part, refused);
}

std::variant<Call, Rejected> Account::read_why(
    const Part& part, const http::Answer& answer, const std::string& token
) const {
    return read_state(settings_, token, part, answer);
}

Call Account::fetch_media(const std::string& media_id, const std::string& token) const {
    return weixin::build_media(settings_.api_base, token, media_id);
}

dialogs::Result<Media> Account::read_media(http::Answer answer) const {
    return weixin::read_media(std::move(answer));
}

std::optional<Call> Account::ask_token() const { return build_token(settings_); }

dialogs::Result<Token> Account::read_token(const http::Answer& answer) const {
    return wechat_kf::read_token(answer);
}

std::vector<Pull> Account::pulls() const { return {{settings_.open_kfid, ""}}; }

Call Account::pull(const Pull& pull, const std::string& cursor, const std::string& token) const {
    return build_sync(settings_, pull, cursor, token);
}

dialogs::Result<Pulled> Account::read_pull(const http::Answer& answer) const {
    return read_sync(answer, name_);
}

}  // namespace gateway::channels::wechat_kf
