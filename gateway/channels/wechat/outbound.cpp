#include "gateway/channels/wechat/outbound.h"

#include "gateway/channels/weixin/errcode.h"
#include "gateway/http/form.h"
#include "gateway/ops/json.h"

#include <nlohmann/json.hpp>

#include <array>
#include <chrono>
#include <string>

namespace gateway::channels::wechat {
namespace {

using std::chrono::seconds;
using weixin::Code;
using weixin::Meaning;

constexpr std::array codes = {
    Code{-1, Meaning::again, seconds(2)},  // busy
    Code{40001, Meaning::stale},           // token
    Code{40014, Meaning::stale},
    Code{41001, Meaning::stale},
    Code{42001, Meaning::stale},
    Code{40003, Meaning::useless},               // no such openid
    Code{40164, Meaning::again, seconds(600)},   // our address is not on the account's list
    Code{43004, Meaning::closed},                // does not follow the account
    Code{43019, Meaning::closed},                // blocked by the account
    Code{43101, Meaning::closed},                // did not opt in to this notice, or no more
    Code{45002, Meaning::useless},               // too long
    Code{45009, Meaning::again, seconds(3600)},  // the day's calls are used up
    Code{45011, Meaning::again, seconds(60)},    // too many calls a minute
    Code{45015, Meaning::closed},                // 48 hours since the person last wrote
    Code{45047, Meaning::closed},                // five messages since the person last wrote
    Code{48001, Meaning::closed},                // the account may not send these
    Code{50002, Meaning::closed},                // the person is restricted
};

}  // namespace

Call build_send(const std::string& api_base, const std::string& token, const Part& part) {
    const auto url =
        api_base + "/cgi-bin/message/custom/send?access_token=" + http::percent_encode(token);
    return weixin::json_call(
        url,
        ops::write_json(
            {{"touser", part.to}, {"msgtype", "text"}, {"text", {{"content", part.text}}}}
        )
    );
}

// template: {"touser","template_id","url","client_msg_id","data":{"thing1":{"value":"…"}}}
// subscription: {"touser","template_id","page","data":{…}}
Call build_notice(
    const std::string& api_base,
    const std::string& token,
    const Part& part,
    const std::string& client_id
) {
    // Our own writing (notice.cpp), so it reads.
    const auto read = ops::parse_json(part.form);
    const auto form = read && read->is_object() ? *read : nlohmann::json::object();
    const bool is_template = form.value("way", "") == "template";
    nlohmann::json body = {{"touser", part.to}, {"template_id", form.value("template", "")}};
    const auto page = form.value("page", "");
    if (!page.empty()) body[is_template ? "url" : "page"] = page;
    if (is_template) body["client_msg_id"] = client_id;
    body["data"] = nlohmann::json::object();
    const auto data = form.value("data", nlohmann::json::object());
    for (const auto& [key, value] : data.items())
        body["data"][key] = {{"value", value}};
    const std::string path =
        is_template ? "/cgi-bin/message/template/send" : "/cgi-bin/message/subscribe/bizsend";
    const auto url = api_base + path + "?access_token=" + http::percent_encode(token);
    return weixin::json_call(url, ops::write_json(body));
}

SendOutcome interpret_send(const http::Answer& answer) {
    return weixin::read_outcome(answer, codes);
}

Call build_token(
    const std::string& api_base, const std::string& app_id, const std::string& app_secret
) {
    const nlohmann::json body = {
        {"grant_type", "client_credential"},
        {"appid", app_id},
        {"secret", app_secret},
        {"force_refresh", false}};
    return weixin::json_call(api_base + "/cgi-bin/stable_token", ops::write_json(body));
}

dialogs::Result<Token> read_token(const http::Answer& answer) {
    return weixin::read_token(answer, codes);
}

}  // namespace gateway::channels::wechat
