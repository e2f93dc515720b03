#pragma once
#include "gateway/channels/channel.h"
#include "gateway/turns/unanswered.h"
#include "storage/database.h"

#include <functional>
#include <string>
#include <vector>

namespace gateway::turns {

// How a channel speaks, as far as a turn must know it.
struct Voice {
    std::string profile;                         // of bot.yaml: "sms", "wechat", "web"
    const channels::Channel* channel = nullptr;  // null for web chat: pages fetch what was said
    const Unanswered* unanswered = nullptr;      // null: everybody is answered
    bool writes_voices_down = false;  // a voice without words comes again with them, or without
};

using VoiceOf = std::function<Voice(const std::string& channel)>;

// One message as it arrived.
struct Arrival {
    dialogs::Message message;
    Voice voice;
    std::string scene;  // the area code of a page's QR code, if it came with one
    // Makes the provider's answer of the replies' parts; empty where nothing is acknowledged.
    std::function<http::Reply(const std::vector<std::string>& parts)> acknowledge;
    // A part as it is kept to leave later; empty where it stays as it is.
    std::function<std::string(std::string part)> returning;
    // Kept in the transaction of the turn; empty where there is nothing more.
    std::function<storage::Result<void>(storage::Connection&)> alongside;
};

}  // namespace gateway::turns
