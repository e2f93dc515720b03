#pragma once
#include "gateway/channels/channel.h"
#include "gateway/channels/dingtalk/way_back.h"

#include <optional>
#include <string>
#include <string_view>

// What DingTalk posts when somebody writes to the robot:
//
//   {"msgtype":"text","text":{"content":"低保"},"msgId":"msg…","createAt":1795305600000,
//    "conversationType":"1","conversationId":"cid…","senderId":"$:LWCP_v1:$…",
//    "senderStaffId":"manager01","robotCode":"ding…","sessionWebhook":"https://oapi…",
//    "sessionWebhookExpiredTime":1795311000188}
//
// conversationType 1 is a talk with the robot alone, 2 a group. senderStaffId is missing for people
// from outside. What else may come, by msgtype:
//
//   picture, video, file  "content":{"downloadCode":"…"}
//   audio                 "content":{"downloadCode":"…","recognition":"what was heard"}
//   richText "content":{"richText":[{"text":"…"},{"type":"picture","downloadCode":"…"}]}
//
// A picture's smaller copy is pictureDownloadCode; older clients tell only that.

namespace gateway::channels::dingtalk {

struct Heard {
    dialogs::Message message;
    std::string robot_code;      // empty when it was not told
    std::optional<WayBack> way;  // as it was told: whose address it is must be checked
};

// Faults: malformed, too_large.
dialogs::Result<Heard> read_inbound(std::string_view body, const std::string& channel);

}  // namespace gateway::channels::dingtalk
