#include "gateway/channels/weixin/errcode.h"

#include "gateway/channels/codec/retry_after.h"
#include "gateway/ops/json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace gateway::channels::weixin {
namespace {

using Json = nlohmann::json;

std::optional<std::int64_t> integer(const Json& json, const char* name) {
    const auto found = json.find(name);
    if (found == json.end() || !found->is_number_integer()) return std::nullopt;
    return found->get<std::int64_t>();
}

// A number for template messages, a text elsewhere.
std::string id_in(const Json& json) {
    const auto found = json.find("msgid");
    if (found == json.end()) return {};
    if (found->is_string()) return found->get<std::string>();
    return found->is_number_integer() ? found->dump() : std::string();
}

// Of a refused token, for whoever has to mend it.
std::string refusal(std::int64_t code) {
    constexpr std::array<std::pair<std::int64_t, std::string_view>, 8> meanings{{
        {40001, "the secret is wrong"},
        {40013, "the app_id or corp_id is wrong"},
        {40056, "the agent_id is wrong"},
        {40125, "the secret is wrong"},
        {40164, "this server's address is not on the provider's IP list"},
        {40243, "the secret is frozen"},
        {41004, "the secret is missing"},
        {60020, "this server's address is not on the provider's IP list"},
    }};
    auto told = "errcode " + std::to_string(code);
    for (const auto& [known, words] : meanings)
        if (known == code) told += ", " + std::string(words);
    return told;
}

}  // namespace

SendOutcome outcome_of(std::int64_t code, std::span<const Code> table) {
    if (code == 0) return Accepted{};
    const auto name = std::to_string(code);
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const Code& one) { return one.code == code; });
    if (found == table.end() || found->meaning == Meaning::useless) return Rejected{name};
    if (found->meaning == Meaning::closed) return Rejected{name, Rejected::Reason::window_closed};
    if (found->meaning == Meaning::stale) return Stale{name};
    return Deferred{name, found->after};
}

SendOutcome read_outcome(const http::Answer& answer, std::span<const Code> table) {
    const auto told = "http " + std::to_string(answer.status);
    if (answer.status == 429 || answer.status == 503)
        return Deferred{told, codec::retry_after(answer)};
    if (answer.status >= 400 && answer.status < 500) return Rejected{told};
    const auto json = ops::parse_json(answer.body);
    const auto code = json && json->is_object() ? integer(*json, "errcode") : std::nullopt;
    if (answer.status != 200 || !code) return Unclear{told};
    auto outcome = outcome_of(*code, table);
    if (auto* accepted = std::get_if<Accepted>(&outcome)) accepted->provider_id = id_in(*json);
    return outcome;
}

dialogs::Result<Token> read_token(const http::Answer& answer, std::span<const Code> table) {
    using dialogs::Error;
    using dialogs::Fault;
    const auto json = ops::parse_json(answer.body);
    if (answer.status != 200 || !json || !json->is_object())
        return Error{Fault::unavailable, "no answer to the token request"};
    const auto code = integer(*json, "errcode").value_or(0);
    if (std::holds_alternative<Deferred>(outcome_of(code, table)))
        return Error{Fault::unavailable, refusal(code)};
    if (code != 0) return Error{Fault::denied, refusal(code)};
    const auto value = json->find("access_token");
    const auto lasts = integer(*json, "expires_in");
    if (value == json->end() || !value->is_string() || !lasts)
        return Error{Fault::unavailable, "an answer without a token"};
    // The platform promises 7,200 s at most.
    const auto good_for = std::clamp<std::int64_t>(*lasts, 0, 7200);
    return Token{value->get<std::string>(), std::chrono::seconds(good_for)};
}

Call json_call(std::string url, std::string body) {
    return {"POST", std::move(url), "application/json; charset=utf-8", std::move(body)};
}

}  // namespace gateway::channels::weixin
