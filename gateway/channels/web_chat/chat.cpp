#include "gateway/channels/web_chat/chat.h"

#include "gateway/channels/codec/base64.h"
#include "gateway/channels/codec/digest.h"

#include <cstddef>

namespace gateway::channels::web_chat {
namespace {

constexpr std::size_t token_bytes = 32;
constexpr std::size_t token_characters = 43;

}  // namespace

std::string new_token(const std::array<std::uint8_t, 32>& random) {
    return codec::base64url(codec::bytes_of(random));
}

std::optional<std::string> conversation_of(std::string_view token) {
    if (token.size() != token_characters) return std::nullopt;
    const auto bytes = codec::from_base64(token);
    // Only the one way of writing it: left-over bits would give a second token for the same bytes.
    if (!bytes || bytes->size() != token_bytes || codec::base64url(*bytes) != token)
        return std::nullopt;
    return "w" + codec::hex(codec::sha256("chat " + *bytes)).substr(0, 32);
}

dialogs::Message message_of(
    const Post& post, const std::string& channel, const std::string& conversation, dialogs::Time now
) {
    dialogs::Message message;
    message.from = {channel, conversation};
    message.id = conversation + ":" + post.cid;
    message.text = post.choice.empty() ? post.text : post.choice;
    message.sent_at = now;
    return message;
}

dialogs::Message arrival_of(
    const Hello& hello,
    const std::string& channel,
    const std::string& conversation,
    dialogs::Time now
) {
    dialogs::Message message;
    message.from = {channel, conversation};
    message.id = conversation + "/arrival";  // no cid has a slash
    message.kind = dialogs::MessageKind::event;
    message.event = "subscribe";
    message.event_key = hello.scene;
    message.sent_at = now;
    return message;
}

}  // namespace gateway::channels::web_chat
