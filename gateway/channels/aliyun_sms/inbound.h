#pragma once
#include "gateway/channels/channel.h"

#include <string>
#include <string_view>

// What Alibaba Cloud posts: JSON arrays, without any signature.
//
//   SmsUp      [{"phone_number":"13800138000","content":"低保","send_time":"2026-11-22 12:00:00",
//                "dest_code":"10690000","sequence_id":"1234567890"}]
//   SmsReport  [{"phone_number":"13800138000","success":true,"err_code":"DELIVERED",
//                "biz_id":"9001…","out_id":"17"}]
//
// sequence_id is a number in the older documentation and a text in the newer; send_time is +08:00.

namespace gateway::channels::aliyun_sms {

// What of the call can be read (filed/items.h). Faults: malformed, too_large.
dialogs::Result<Received> read_messages(std::string_view body, const std::string& channel);
dialogs::Result<Received> read_receipts(std::string_view body);

}  // namespace gateway::channels::aliyun_sms
