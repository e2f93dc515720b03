#pragma once
#include "gateway/channels/channel.h"

#include <string>
#include <string_view>

// What Tencent Cloud posts, without any signature. Taken as an object or an array of them, either.
//
//   a reply     {"extend":"01","mobile":"13800138000","nationcode":"86","sign":"滦南民政",
//                "text":"低保","time":1795305600}
//   a receipt   [{"user_receive_time":"2026-11-22 12:00:00","nationcode":"86",
//                 "mobile":"13800138000","report_status":"SUCCESS","errmsg":"DELIVRD",
//                 "description":"用户短信送达成功","sid":"2640:…"}]
//
// A reply has no id: who wrote, when, and what make one, so that a repeat reads as the same.

namespace gateway::channels::tencent_sms {

// What of the call can be read (filed/items.h). Faults: malformed, too_large.
dialogs::Result<Received> read_messages(std::string_view body, const std::string& channel);
dialogs::Result<Received> read_receipts(std::string_view body);

}  // namespace gateway::channels::tencent_sms
