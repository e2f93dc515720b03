#pragma once
#include "gateway/channels/channel.h"

#include <chrono>
#include <cstdint>
#include <span>
#include <string>

// api.weixin.qq.com and qyapi.weixin.qq.com answer every call with status 200 and tell the truth in
// the body: {"errcode":0,"errmsg":"ok", …}.

namespace gateway::channels::weixin {

enum class Meaning {
    again,   // not sent; try again after a while
    stale,   // the access token is no longer good
    closed,  // not sent; the person must write first
    useless  // not sent, and trying again would only repeat it
};

struct Code {
    std::int64_t code;
    Meaning meaning;
    std::chrono::seconds after{0};
};

// A code that is not in the table says "not sent" too, and is useless.
SendOutcome outcome_of(std::int64_t code, std::span<const Code> table);

// Accepted carries the answer's `msgid`. What cannot be read is Unclear: something between us and
// the provider answered, and the provider may have the message or not.
SendOutcome read_outcome(const http::Answer& answer, std::span<const Code> table);

// {"access_token","expires_in"}. Faults: unavailable; denied (the account's id, secret or allowed
// addresses are wrong).
dialogs::Result<Token> read_token(const http::Answer& answer, std::span<const Code> table);

// They take raw UTF-8 only: \uXXXX is error 40033.
Call json_call(std::string url, std::string body);

}  // namespace gateway::channels::weixin
