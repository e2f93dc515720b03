#include "gateway/channels/wecom/outbound.h"

#include "gateway/channels/wecom/card.h"
#include "gateway/channels/weixin/errcode.h"
#include "gateway/http/form.h"
#include "gateway/ops/json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>

namespace gateway::channels::wecom {
namespace {

using Json = nlohmann::json;
using std::chrono::seconds;
using weixin::Code;
using weixin::Meaning;

// developer.work.weixin.qq.com/document/path/90313
constexpr std::array codes = {
    Code{-1, Meaning::again, seconds(2)},  // busy
    Code{40014, Meaning::stale},           // token
    Code{41001, Meaning::stale},
    Code{42001, Meaning::stale},
    Code{45009, Meaning::again, seconds(60)},   // too many calls a minute
    Code{45033, Meaning::again, seconds(10)},   // too many at once
    Code{60020, Meaning::again, seconds(600)},  // our address is not on the application's list
};

// In `invaliduser`, or by a code: no such member, or not in the application's reach.
constexpr std::array nobodys = {"invaliduser", "60111", "81013"};

Json buttons_of(const Card& card) {
    auto buttons = Json::array();
    for (const auto& button : card.buttons) {
        const auto shown = write_button(button);
        buttons.push_back({{"text", shown}, {"style", buttons.empty() ? 1 : 2}, {"key", shown}});
    }
    return buttons;
}

Json card_of(const Card& card, std::int64_t part) {
    return {
        {"card_type", "button_interaction"},
        {"main_title", {{"title", "请选择"}}},
        {"sub_title_text", card.words},
        // Of the application's cards no two may have the same.
        {"task_id", "part-" + std::to_string(part)},
        {"button_list", buttons_of(card)},
    };
}

// Of our one recipient: he is not a member, or may not see the application.
bool names_nobody(const http::Answer& answer) {
    const auto json = ops::parse_json(answer.body);
    if (!json || !json->is_object()) return false;
    const auto invalid = json->find("invaliduser");
    return invalid != json->end() && invalid->is_string() &&
           !invalid->get_ref<const std::string&>().empty();
}

}  // namespace

Call build_message(const config::Wecom& settings, const std::string& token, const Part& part) {
    Json body = {{"touser", part.to}, {"agentid", settings.agent_id}};
    if (const auto card = read_card(part.text)) {
        body["msgtype"] = "template_card";
        body["template_card"] = card_of(*card, part.id);
    } else {
        body["msgtype"] = "text";
        body["text"] = {{"content", part.text}};
    }
    return weixin::json_call(
        settings.api_base + "/cgi-bin/message/send?access_token=" + http::percent_encode(token),
        ops::write_json(body)
    );
}

Call build_settling(
    const config::Wecom& settings, const std::string& token, const Pressed& pressed
) {
    const Json body = {
        {"userids", Json::array({pressed.person})},
        {"agentid", settings.agent_id},
        {"response_code", pressed.code},
        {"button", {{"replace_name", "已选：" + pressed.label}}},
    };
    const auto key = http::percent_encode(token);
    return weixin::json_call(
        settings.api_base + "/cgi-bin/message/update_template_card?access_token=" + key,
        ops::write_json(body)
    );
}

Call build_robot(const config::Wecom& settings, const Part& part) {
    const Json body = {{"msgtype", "markdown"}, {"markdown", {{"content", part.text}}}};
    const auto key = http::percent_encode(settings.robot_key.reveal());
    return weixin::json_call(
        settings.api_base + "/cgi-bin/webhook/send?key=" + key, ops::write_json(body)
    );
}

SendOutcome interpret_send(const http::Answer& answer) {
    auto outcome = weixin::read_outcome(answer, codes);
    if (std::holds_alternative<Accepted>(outcome) && names_nobody(answer))
        return Rejected{"invaliduser"};
    return outcome;
}

bool is_about_person(const Rejected& refused) {
    return std::ranges::find(nobodys, refused.code) != nobodys.end();
}

Call build_token(const config::Wecom& settings) {
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

}  // namespace gateway::channels::wecom
