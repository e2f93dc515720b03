#include "gateway/channels/wechat_kf/outbound.h"

#include "gateway/channels/codec/digest.h"
#include "gateway/channels/codec/marked.h"
#include "gateway/channels/weixin/errcode.h"
#include "gateway/http/form.h"
#include "gateway/ops/json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <charconv>
#include <chrono>

namespace gateway::channels::wechat_kf {
namespace {

using Json = nlohmann::json;
using std::chrono::seconds;
using weixin::Code;
using weixin::Meaning;

constexpr std::string_view msgid_start = "yimen_";
constexpr const char* wrong_state = "95018";
enum State { fresh = 0, ours = 1, waiting = 2, served = 3, over = 4 };

// developer.work.weixin.qq.com/document/path/94677
constexpr std::array codes = {
    Code{-1, Meaning::again, seconds(2)},  // busy
    Code{40014, Meaning::stale},           // token
    Code{41001, Meaning::stale},
    Code{42001, Meaning::stale},
    Code{45009, Meaning::again, seconds(60)},   // too many calls a minute
    Code{45033, Meaning::again, seconds(10)},   // too many at once
    Code{60020, Meaning::again, seconds(600)},  // our address is not on the list
    Code{95001, Meaning::closed},               // five messages since the person last wrote
    Code{95002, Meaning::closed},               // 48 hours since the person last wrote
    Code{95018, Meaning::useless},              // a servicer has the person, or the talk is over
};

Call call_to(
    const config::WechatKf& settings, const char* what, const std::string& token, const Json& body
) {
    return weixin::json_call(
        fmt::format(
            "{}/cgi-bin/kf/{}?access_token={}", settings.api_base, what, http::percent_encode(token)
        ),
        ops::write_json(body)
    );
}

struct Welcome {
    dialogs::Time until{};
    std::string code;
};

std::optional<Welcome> read_welcome(std::string_view text) {
    const auto space = text.find(' ');
    if (space == text.npos) return std::nullopt;
    std::int64_t until_ms = 0;
    std::from_chars(text.data(), text.data() + space, until_ms);
    return Welcome{
        dialogs::Time(std::chrono::milliseconds(until_ms)), std::string(text.substr(space + 1))};
}

}  // namespace

Call build_sync(
    const config::WechatKf& settings,
    const Pull& pull,
    const std::string& cursor,
    const std::string& token
) {
    Json body = {
        {"cursor", cursor},
        {"limit", messages_a_page},
        {"voice_format", 0},
        {"open_kfid", pull.source}};
    if (!pull.ticket.empty()) body["token"] = pull.ticket;
    return call_to(settings, "sync_msg", token, body);
}

Call build_send(
    const config::WechatKf& settings,
    const std::string& token,
    const Part& part,
    const Ambient& ambient
) {
    const auto [told, text] = codec::read_marked(part.text);
    const auto noise = codec::hex(codec::sha256(codec::bytes_of(ambient.random))).substr(0, 8);
    Json body = {
        {"msgid", fmt::format("{}{}_{}", msgid_start, part.id, noise)},
        {"msgtype", "text"},
        {"text", {{"content", text}}}};
    const auto welcome = read_welcome(told);
    if (welcome && ambient.now < welcome->until) {
        body["code"] = welcome->code;
        return call_to(settings, "send_msg_on_event", token, body);
    }
    body["touser"] = part.to;
    body["open_kfid"] = settings.open_kfid;
    return call_to(settings, "send_msg", token, body);
}

SendOutcome interpret_send(const http::Answer& answer) {
    return weixin::read_outcome(answer, codes);
}

std::optional<Call> build_why(
    const config::WechatKf& settings,
    const std::string& token,
    const Part& part,
    const Rejected& refused
) {
    if (refused.code != wrong_state) return std::nullopt;
    const Json body = {{"open_kfid", settings.open_kfid}, {"external_userid", part.to}};
    return call_to(settings, "service_state/get", token, body);
}

std::variant<Call, Rejected> read_state(
    const config::WechatKf& settings,
    const std::string& token,
    const Part& part,
    const http::Answer& answer
) {
    using Reason = Rejected::Reason;
    const std::string code = wrong_state;
    const auto json = ops::parse_json(answer.body);
    const bool told =
        answer.status == 200 && json && json->is_object() && json->value("errcode", Json(-1)) == 0;
    const auto state = told ? json->value("service_state", Json()) : Json();
    if (state == waiting) return Rejected{code + ": waits for a servicer", Reason::elsewhere};
    if (state == served) return Rejected{code + ": with a servicer", Reason::elsewhere};
    if (state != fresh && state != ours && state != over) return Rejected{code};
    const Json body = {
        {"open_kfid", settings.open_kfid},
        {"external_userid", part.to},
        {"service_state", static_cast<int>(ours)}};
    return call_to(settings, "service_state/trans", token, body);
}

Call build_token(const config::WechatKf& settings) {
    Call call;
    call.method = "GET";
    call.url = settings.api_base + "/cgi-bin/gettoken?" +
               http::encode_form(
                   {{"corpid", settings.corp_id}, {"corpsecret", settings.corp_secret.reveal()}}
               );
    return call;
}

dialogs::Result<Token> read_token(const http::Answer& answer) {
    return weixin::read_token(answer, codes);
}

bool is_stale(std::int64_t errcode) {
    return std::holds_alternative<Stale>(weixin::outcome_of(errcode, codes));
}

std::int64_t part_of(std::string_view msgid) {
    if (!msgid.starts_with(msgid_start)) return 0;
    msgid.remove_prefix(msgid_start.size());
    std::int64_t part = 0;
    const auto* end = msgid.data() + msgid.size();
    const auto [rest, error] = std::from_chars(msgid.data(), end, part);
    return error == std::errc() && rest != end && *rest == '_' && part > 0 ? part : 0;
}

std::string write_welcome(std::string_view code, dialogs::Time until) {
    return fmt::format("{} {}", until.time_since_epoch().count(), code);
}

}  // namespace gateway::channels::wechat_kf
