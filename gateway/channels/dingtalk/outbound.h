#pragma once
#include "gateway/channels/channel.h"
#include "gateway/channels/dingtalk/way_back.h"
#include "gateway/config/channel.h"

#include <string>
#include <string_view>

// Calls to DingTalk:
//
//   POST {session webhook}                        {"msgtype":"text","text":{"content"}}
//        → {"errcode":0,"errmsg":"ok"}
//   POST /v1.0/robot/oToMessages/batchSend        {"robotCode","userIds","msgKey","msgParam"}
//        x-acs-dingtalk-access-token              → {"processQueryKey":"…"}, else 4xx and {"code"}
//   POST /v1.0/oauth2/accessToken                 {"appKey","appSecret"} →
//   {"accessToken","expireIn"} POST /robot/send?access_token&timestamp&sign  a group's robot, 20 a
//   minute

namespace gateway::channels::dingtalk {

// A group's answer names the one it is for.
Call build_back(const WayBack& way, const std::string& person, std::string_view text);
Call build_direct(
    const config::Dingtalk& settings,
    const std::string& token,
    const std::string& person,
    std::string_view text
);
Call build_group(const config::Dingtalk& settings, std::string_view text, dialogs::Time now);
SendOutcome interpret_send(const http::Answer& answer);

Call build_token(const config::Dingtalk& settings);
// Faults: unavailable, denied.
dialogs::Result<Token> read_token(const http::Answer& answer);

}  // namespace gateway::channels::dingtalk
