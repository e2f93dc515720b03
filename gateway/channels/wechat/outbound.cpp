#include "gateway/channels/wechat/outbound.h"

#include "gateway/http/form.h"
#include "gateway/ops/json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace gateway::channels::wechat {
namespace {

using std::chrono::seconds;

enum class Meaning { again, stale, useless, closed };

struct Code {
    std::int64_t code;
    Meaning meaning;
    seconds after;
};

constexpr seconds none{0};

// A code that is not here says "not sent" too, and trying again would only repeat it.
constexpr std::array codes = {
    Code{-1, Meaning::again, seconds(2)},  // busy
    Code{40001, Meaning::stale, none},     // token
    Code{40014, Meaning::stale, none},
    Code{41001, Meaning::stale, none},
    Code{42001, Meaning::stale, none},
    Code{40003, Meaning::useless, none},         // no such openid
    Code{40164, Meaning::again, seconds(600)},   // our address is not on the account's list
    Code{43004, Meaning::useless, none},         // does not follow the account
    Code{43019, Meaning::useless, none},         // blocked by the account
    Code{45002, Meaning::useless, none},         // too long
    Code{45009, Meaning::again, seconds(3600)},  // the day's calls are used up
    Code{45011, Meaning::again, seconds(60)},    // too many calls a minute
    Code{45015, Meaning::closed, none},          // 48 hours since the person last wrote
    Code{45047, Meaning::closed, none},          // five messages since the person last wrote
    Code{48001, Meaning::useless, none},         // the account may not send these
    Code{50002, Meaning::useless, none},         // the person is restricted
};

std::optional<std::int64_t> integer(const nlohmann::json& json, const char* name) {
    const auto found = json.find(name);
    if (found == json.end() || !found->is_number_integer()) return std::nullopt;
    return found->get<std::int64_t>();
}

SendOutcome outcome_of(std::int64_t code) {
    if (code == 0) return Accepted{};
    const auto name = std::to_string(code);
    const auto found =
        std::find_if(codes.begin(), codes.end(), [&](const Code& one) { return one.code == code; });
    if (found == codes.end() || found->meaning == Meaning::useless) return Rejected{name};
    if (found->meaning == Meaning::closed) return Rejected{name, Rejected::Reason::window_closed};
    if (found->meaning == Meaning::stale) return Stale{name};
    return Deferred{name, found->after};
}

Call json_call(std::string url, const nlohmann::json& body) {
    // WeChat takes raw UTF-8 only: \uXXXX is error 40033.
    return {"POST", std::move(url), "application/json; charset=utf-8", ops::write_json(body)};
}

}  // namespace

Call build_send(const std::string& api_base, const std::string& token, const Part& part) {
    const auto url =
        api_base + "/cgi-bin/message/custom/send?access_token=" + http::percent_encode(token);
    return json_call(
        url, {{"touser", part.to}, {"msgtype", "text"}, {"text", {{"content", part.text}}}}
    );
}

SendOutcome interpret_send(const http::Answer& answer) {
    if (answer.status == 429 || answer.status == 503)
        return Deferred{"http " + std::to_string(answer.status), std::nullopt};
    if (answer.status >= 400 && answer.status < 500)
        return Rejected{"http " + std::to_string(answer.status)};
    const auto json = ops::parse_json(answer.body);
    const auto code = json ? integer(*json, "errcode") : std::nullopt;
    // Something between us and WeChat answered, and WeChat may have the message or not.
    if (answer.status != 200 || !code) return Unclear{"http " + std::to_string(answer.status)};
    return outcome_of(*code);
}

Call build_token(
    const std::string& api_base, const std::string& app_id, const std::string& app_secret
) {
    return json_call(
        api_base + "/cgi-bin/stable_token",
        {{"grant_type", "client_credential"},
         {"appid", app_id},
         {"secret", app_secret},
         {"force_refresh", false}}
    );
}

dialogs::Result<Token> read_token(const http::Answer& answer) {
    const auto json = ops::parse_json(answer.body);
    if (answer.status != 200 || !json || !json->is_object())
        return dialogs::Error{dialogs::Fault::unavailable, "no answer to the token request"};
    const auto code = integer(*json, "errcode").value_or(0);
    if (std::holds_alternative<Deferred>(outcome_of(code)))
        return dialogs::Error{dialogs::Fault::unavailable, "errcode " + std::to_string(code)};
    if (code != 0) return dialogs::Error{dialogs::Fault::denied, "errcode " + std::to_string(code)};
    const auto value = json->find("access_token");
    const auto lasts = integer(*json, "expires_in");
    if (value == json->end() || !value->is_string() || !lasts)
        return dialogs::Error{dialogs::Fault::unavailable, "an answer without a token"};
    // The platform promises 7,200 s at most.
    const auto good_for = std::clamp<std::int64_t>(*lasts, 0, 7200);
    return Token{value->get<std::string>(), seconds(good_for)};
}

}  // namespace gateway::channels::wechat
