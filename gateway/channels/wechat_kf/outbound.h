#pragma once
#include "gateway/channels/channel.h"
#include "gateway/config/channel.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

// Calls to qyapi.weixin.qq.com:
//
//   POST /cgi-bin/kf/sync_msg?access_token=           {"cursor","token","limit","voice_format",
//                                                      "open_kfid"}
//   POST /cgi-bin/kf/send_msg?access_token= {"touser","open_kfid","msgid","msgtype":"text",
//                                                      "text":{"content"}} → {"errcode","msgid"}
//   POST /cgi-bin/kf/send_msg_on_event?access_token=  {"code","msgid","msgtype","text"}: the
//   welcome
//                                                      of who has just entered, within 20 s
//
//   POST /cgi-bin/kf/service_state/get?access_token=  {"open_kfid","external_userid"}
//                                                      → {"errcode","service_state"}
//   POST /cgi-bin/kf/service_state/trans?access_token=
//                                           {"open_kfid","external_userid","service_state"}
//
// A talk's service_state: 0 new, 1 ours, 2 waits for a servicer, 3 with one, 4 over.
//
// After a customer's message five may be sent to him in 48 hours, and only while no servicer has
// him. What did not arrive is told by a msg_send_fail with our msgid.

namespace gateway::channels::wechat_kf {

constexpr int messages_a_page = 200;

Call build_sync(
    const config::WechatKf& settings,
    const Pull& pull,
    const std::string& cursor,
    const std::string& token
);
Call build_send(
    const config::WechatKf& settings,
    const std::string& token,
    const Part& part,
    const Ambient& ambient
);
SendOutcome interpret_send(const http::Answer& answer);

// Who has the person, where that is why a part was refused: nothing else can be asked about. What
// is told of it: how the talk is made ours, unless a servicer has it or is about to.
std::optional<Call> build_why(
    const config::WechatKf& settings,
    const std::string& token,
    const Part& part,
    const Rejected& refused
);
std::variant<Call, Rejected> read_state(
    const config::WechatKf& settings,
    const std::string& token,
    const Part& part,
    const http::Answer& answer
);

Call build_token(const config::WechatKf& settings);
// Faults: unavailable, denied.
dialogs::Result<Token> read_token(const http::Answer& answer);
bool is_stale(std::int64_t errcode);

// The outbox row in a msgid of ours, "yimen_17_9f3a01c2"; 0 when it is not ours.
std::int64_t part_of(std::string_view msgid);

// "1795305620000 code", as ReplyTo keeps it.
std::string write_welcome(std::string_view code, dialogs::Time until);

}  // namespace gateway::channels::wechat_kf
