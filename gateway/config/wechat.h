#pragma once
#include "gateway/config/filed_notice.h"
#include "gateway/ops/secret.h"

#include <string>
#include <vector>

// What an official account of WeChat has to be told.

namespace gateway::config {

using ops::Secret;

enum class WechatMode { plain, compat, safe };

// What stands under the conversation: at most three names; each does something, or opens at most
// five entries that do.
struct MenuEntry {
    enum class Does { open, click, view, miniprogram };

    std::string name;
    Does does = Does::open;
    std::string key;                 // click: what WeChat tells us of it …
    std::string says;                // … and the words it stands for
    std::string url;                 // view; of a miniprogram what old telephones open instead
    std::string app_id;              // miniprogram
    std::string page;                // miniprogram
    std::vector<MenuEntry> entries;  // open
};

struct Wechat {
    WechatMode mode = WechatMode::safe;
    std::string original_id;  // gh_…: the account messages are addressed to
    std::string app_id;       // wx…
    Secret app_secret;        // for access tokens
    Secret token;             // for signatures
    Secret encoding_aes_key;  // 43 characters; needed by compat and safe
    std::string api_base = "https://api.weixin.qq.com";
    std::vector<MenuEntry> menu{};
    std::vector<FiledNotice> notices{};
    // Hosts beside api_base's that a video may be fetched from: "mpvideo.qpic.cn".
    std::vector<std::string> media_hosts{};
};

}  // namespace gateway::config
