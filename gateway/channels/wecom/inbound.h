#pragma once
#include "gateway/channels/channel.h"
#include "gateway/channels/weixin/payload.h"

#include <string>
#include <string_view>

// What a member of the corporation did, after the call was opened:
//
//   <xml><ToUserName>corpid</ToUserName><FromUserName>userid</FromUserName><CreateTime/>
//        <MsgType>text</MsgType><Content/><MsgId/><AgentID/></xml>
//   <MsgType>event</MsgType>   <Event>click</Event><EventKey/>               a menu
//                              <Event>template_card_event</Event><EventKey/> a button of a card,
//                              <TaskId/><ResponseCode/>                       and which card

namespace gateway::channels::wecom {

// `clear` is the bytes that `payload` was read from. Events that are no wish of a person
// (enter_agent, view, LOCATION …) give nothing. Faults: malformed.
dialogs::Result<Received> read_inbound(
    const weixin::Payload& payload, std::string_view clear, const std::string& channel
);

}  // namespace gateway::channels::wecom
