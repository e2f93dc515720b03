#pragma once
#include "gateway/channels/channel.h"

#include <string>

// Pictures, voices and videos that people send; WeChat and WeCom keep them for three days.
//
//   GET /cgi-bin/media/get?access_token&media_id
//   → the bytes, or {"video_url":"http://…"} for a video, or {"errcode":40007,"errmsg"}

namespace gateway::channels::weixin {

Call build_media(
    const std::string& api_base, const std::string& token, const std::string& media_id
);
// Faults as Channel::read_media().
dialogs::Result<Media> read_media(http::Answer answer);

}  // namespace gateway::channels::weixin
