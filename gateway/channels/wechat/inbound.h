#pragma once
#include "dialogs/result.h"
#include "gateway/channels/channel.h"
#include "gateway/channels/weixin/payload.h"

#include <string>
#include <string_view>

namespace gateway::channels::wechat {

// What a call tells, once it is known to be WeChat's. `clear` is the bytes that `payload` was read
// from: without a MsgId (events) their digest is part of the message's id. Events that say nothing
// of a person's wish (VIEW, LOCATION …) give nothing. Faults: malformed.
dialogs::Result<Received> read_inbound(
    const weixin::Payload& payload, std::string_view clear, const std::string& channel
);

}  // namespace gateway::channels::wechat
