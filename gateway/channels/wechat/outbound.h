#pragma once
#include "dialogs/result.h"
#include "gateway/channels/channel.h"

#include <string>

// Calls to WeChat's API: customer-service messages and the token they need. It answers every call
// with status 200 and tells the truth in `errcode`.

namespace gateway::channels::wechat {

Call build_send(const std::string& api_base, const std::string& token, const Part& part);
// A part with a form (notice.h) goes by its own API; `client_id` marks it, so that WeChat knows a
// repeat within ten minutes.
Call build_notice(
    const std::string& api_base,
    const std::string& token,
    const Part& part,
    const std::string& client_id
);
SendOutcome interpret_send(const http::Answer& answer);

// The stable token: asking again while it is good gives the same one, so that several processes
// do not take it from each other.
Call build_token(
    const std::string& api_base, const std::string& app_id, const std::string& app_secret
);
// Faults: unavailable, denied (the account's id, secret or allowed addresses are wrong).
dialogs::Result<Token> read_token(const http::Answer& answer);

}  // namespace gateway::channels::wechat
