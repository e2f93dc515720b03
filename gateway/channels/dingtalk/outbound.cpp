#include "gateway/channels/dingtalk/outbound.h"

#include "gateway/channels/codec/retry_after.h"
#include "gateway/channels/dingtalk/signature.h"
#include "gateway/http/form.h"
#include "gateway/ops/json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <cstdint>

namespace gateway::channels::dingtalk {
namespace {

using dialogs::Error;
using dialogs::Fault;
using Json = nlohmann::json;

// errcode of oapi.dingtalk.com.
constexpr std::int64_t system_busy = -1;
constexpr std::int64_t sent_too_fast = 130101;

Call json_call(std::string url, const Json& body) {
    return {"POST", std::move(url), "application/json; charset=utf-8", ops::write_json(body)};
}

bool names_somebody(const Json& json, const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_array() && !found->empty();
}

// ", invalidClientIdOrSecret": what a refusal names; nothing unless it is one word.
std::string code_in(const Json& json) {
    constexpr std::size_t code_max = 64;
    const auto code = json.is_object() ? json.value("code", Json()) : Json();
    if (!code.is_string()) return {};
    const auto& word = code.get_ref<const std::string&>();
    const auto fits = [](unsigned char c) { return std::isalnum(c) || c == '.' || c == '_'; };
    return word.size() <= code_max && std::ranges::all_of(word, fits) ? ", " + word : std::string();
}

// What oapi's webhooks say, with status 200.
SendOutcome outcome_of(std::int64_t errcode) {
    if (errcode == 0) return Accepted{};
    const auto name = std::to_string(errcode);
    if (errcode == system_busy) return Deferred{name, std::chrono::seconds(5)};
    if (errcode == sent_too_fast) return Deferred{name, std::chrono::minutes(1)};
    return Rejected{name};
}

// What the OpenAPI says of our one person.
SendOutcome outcome_of(const Json& json) {
    if (names_somebody(json, "invalidStaffIdList")) return Rejected{"invalidStaffId"};
    if (names_somebody(json, "flowControlledStaffIdList"))
        return Deferred{"flowControlled", std::chrono::minutes(1), true};
    const auto key = json.find("processQueryKey");
    if (key == json.end() || !key->is_string()) return Unclear{"no processQueryKey"};
    return Accepted{key->get<std::string>()};
}

}  // namespace

Call build_back(const WayBack& way, const std::string& person, std::string_view text) {
    Json body = {{"msgtype", "text"}, {"text", {{"content", text}}}};
    if (way.group) body["at"] = {{"atUserIds", Json::array({person})}};
    return json_call(way.url, body);
}

Call build_direct(
    const config::Dingtalk& settings,
    const std::string& token,
    const std::string& person,
    std::string_view text
) {
    const Json parameters = {{"content", text}};
    auto call = json_call(
        settings.api_base + "/v1.0/robot/oToMessages/batchSend",
        {{"robotCode", settings.robot_code},
         {"userIds", Json::array({person})},
         {"msgKey", "sampleText"},
         {"msgParam", ops::write_json(parameters)}}
    );
    call.headers = {{"x-acs-dingtalk-access-token", token}};
    return call;
}

Call build_group(const config::Dingtalk& settings, std::string_view text, dialogs::Time now) {
    const auto timestamp = std::to_string(now.time_since_epoch().count());
    auto url = settings.webhook_base +
               "/robot/send?access_token=" + http::percent_encode(settings.group_token.reveal());
    if (!settings.group_secret.empty()) {
        const auto sign = signature(timestamp, settings.group_secret.reveal());
        url += "&timestamp=" + timestamp + "&sign=" + http::percent_encode(sign);
    }
    return json_call(std::move(url), {{"msgtype", "text"}, {"text", {{"content", text}}}});
}

SendOutcome interpret_send(const http::Answer& answer) {
    const auto told = "http " + std::to_string(answer.status);
    if (answer.status == 429 || answer.status == 503)
        return Deferred{told, codec::retry_after(answer)};
    if (answer.status == 401) return Stale{told};
    const auto json = ops::parse_json(answer.body);
    const bool object = json && json->is_object();
    if (answer.status >= 400 && answer.status < 500) {
        const auto code = object ? json->value("code", Json()) : Json();
        if (!code.is_string()) return Rejected{told};
        const auto name = code.get<std::string>();
        if (name == "InvalidAuthentication") return Stale{name};
        if (name.find("Throttling") != name.npos) return Deferred{name, std::chrono::minutes(1)};
        return Rejected{name};
    }
    if (answer.status != 200 || !object) return Unclear{told};
    const auto errcode = json->find("errcode");
    if (errcode == json->end()) return outcome_of(*json);
    if (!errcode->is_number_integer()) return Unclear{told};
    return outcome_of(errcode->get<std::int64_t>());
}

Call build_token(const config::Dingtalk& settings) {
    return json_call(
        settings.api_base + "/v1.0/oauth2/accessToken",
        {{"appKey", settings.app_key}, {"appSecret", settings.app_secret.reveal()}}
    );
}

dialogs::Result<Token> read_token(const http::Answer& answer) {
    const auto json = ops::parse_json(answer.body);
    if (answer.status >= 400 && answer.status < 500 && answer.status != 429)
        return Error{
            Fault::denied,
            "http " + std::to_string(answer.status) + (json ? code_in(*json) : std::string())};
    if (answer.status != 200 || !json || !json->is_object())
        return Error{Fault::unavailable, "no answer to the token request"};
    const auto value = json->find("accessToken");
    const auto lasts = json->find("expireIn");
    if (value == json->end() || !value->is_string() || lasts == json->end() ||
        !lasts->is_number_integer())
        return Error{Fault::unavailable, "an answer without a token"};
    const auto good_for = std::clamp<std::int64_t>(lasts->get<std::int64_t>(), 0, 7200);
    return Token{value->get<std::string>(), std::chrono::seconds(good_for)};
}

}  // namespace gateway::channels::dingtalk
