#pragma once
#include "gateway/channels/channel.h"
#include "gateway/config/channel.h"

#include <string>

// Pictures, sounds, videos and files that people send to the robot:
//
//   POST /v1.0/robot/messageFiles/download   {"downloadCode","robotCode"}
//        x-acs-dingtalk-access-token         → {"downloadUrl":"https://….aliyuncs.com/…"}, else 4xx
//        and {"code"}
//
// The link is signed, good for a short while, and called without a token. It needs the same right
// as sending does: 企业内机器人发送消息.

namespace gateway::channels::dingtalk {

Call build_media(
    const config::Dingtalk& settings, const std::string& token, const std::string& download_code
);
// Faults as Channel::read_media().
dialogs::Result<Media> read_media(const http::Answer& answer);

}  // namespace gateway::channels::dingtalk
