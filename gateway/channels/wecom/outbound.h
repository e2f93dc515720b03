#pragma once
#include "gateway/channels/channel.h"
#include "gateway/config/channel.h"

#include <string>

// Calls to WeCom's API (qyapi.weixin.qq.com):
//
//   POST /cgi-bin/message/send?access_token= {"touser","agentid","msgtype":"text"|"template_card"}
//        → {"errcode":0,"invaliduser":"…","msgid":"…"}
//   POST /cgi-bin/message/update_template_card?access_token=
//        {"userids":["…"],"agentid","response_code","button":{"replace_name":"…"}}
//        the code comes with the press, is good once and for a day (document/path/94888)
//   POST /cgi-bin/webhook/send?key=            {"msgtype":"markdown"}: a group's robot, 20 a minute
//   GET  /cgi-bin/gettoken?corpid&corpsecret   → {"access_token","expires_in"}
//
// WeCom's own check for duplicates stays off: it takes two answers of the same words for one, and
// drops the second without telling.

namespace gateway::channels::wecom {

Call build_message(const config::Wecom& settings, const std::string& token, const Part& part);
Call build_robot(const config::Wecom& settings, const Part& part);
Call build_settling(
    const config::Wecom& settings, const std::string& token, const Pressed& pressed
);
SendOutcome interpret_send(const http::Answer& answer);
// Whether the one it was for can be sent nothing at all.
bool is_about_person(const Rejected& refused);

Call build_token(const config::Wecom& settings);
// Faults: unavailable, denied.
dialogs::Result<Token> read_token(const http::Answer& answer);

}  // namespace gateway::channels::wecom
