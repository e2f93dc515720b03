#pragma once
#include "dialogs/message.h"
#include "gateway/channels/web_chat/frames.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// A chat and its key. The key (the token) stays with the page; everywhere else a chat goes by a
// name that cannot be turned back into it.

namespace gateway::channels::web_chat {

// 43 characters of base64url.
std::string new_token(const std::array<std::uint8_t, 32>& random);

// The chat's name, the sender of its messages' address: "w" and 32 hex digits. Nothing for a text
// that is no token.
std::optional<std::string> conversation_of(std::string_view token);

// A message's id has its chat's name in it, so that nobody can use up another's cid.
dialogs::Message message_of(
    const Post& post, const std::string& channel, const std::string& conversation, dialogs::Time now
);

// The page was opened for the first time: the event a greeting answers, once a chat.
dialogs::Message arrival_of(
    const Hello& hello,
    const std::string& channel,
    const std::string& conversation,
    dialogs::Time now
);

}  // namespace gateway::channels::web_chat
