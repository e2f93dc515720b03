#pragma once
#include "gateway/channels/channel.h"

#include <string>

// What sync_msg gives:
//
//   {"errcode":0,"next_cursor":"…","has_more":0,"msg_list":[
//     {"msgid","open_kfid","external_userid","send_time":1795305600,"origin":3,
//      "msgtype":"text","text":{"content":"低保"}},
//     {"msgid","send_time","origin":4,"msgtype":"event","event":{"event_type":"enter_session",
//      "external_userid","scene":"130224100","welcome_code":"…"}},
//     {…"event":{"event_type":"msg_send_fail","external_userid","fail_msgid","fail_type":4}}]}
//
// origin is 3 for a customer, 4 for an event, 5 for a servicer's own words.

namespace gateway::channels::wechat_kf {

// Who enters without a welcome code may not be greeted and is not taken for one who wrote. Items
// that are no message of a person are left out: one of them must not hold up the others.
// Faults: denied (the access token), unavailable.
dialogs::Result<Pulled> read_sync(const http::Answer& answer, const std::string& channel);

}  // namespace gateway::channels::wechat_kf
