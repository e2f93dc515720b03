#include "gateway/channels/web_chat/web_chat.h"

#include "gateway/channels/web_chat/chat.h"
#include "gateway/channels/web_chat/frames.h"

namespace gateway::channels::web_chat {
namespace {

// Long policy answers stay in one bubble; a desk's pasted page becomes a few.
constexpr std::size_t max_characters = 2000;
constexpr const char* json_type = "application/json";

http::Reply told(int status, const ServerFrame& frame) {
    http::Reply reply;
    reply.status = status;
    reply.type = json_type;
    reply.body = encode_poll({frame});
    return reply;
}

}  // namespace

Capabilities WebChat::capabilities() const {
    Capabilities can;
    can.pushed = true;
    can.quick_replies = true;
    can.unit = dialogs::text::Unit::code_points;
    can.max_length = max_characters;
    can.answer_within = std::chrono::seconds(30);
    return can;
}

dialogs::Result<Incoming> WebChat::receive(
    const http::Request& request, std::string_view, const Ambient& ambient
) const {
    const auto conversation = web_chat::conversation_of(request);
    if (!conversation) return dialogs::Error{dialogs::Fault::denied, "no token of a chat"};
    const auto frame = decode(request.body);
    if (!frame) return frame.error();
    Received received;
    if (const auto* post = std::get_if<Post>(&*frame)) {
        received.messages.push_back(message_of(*post, name_, *conversation, ambient.now));
        received.reply_to.call = post->cid;
    }
    return Incoming(std::move(received));
}

http::Reply WebChat::acknowledge(const ReplyTo& to, const std::vector<std::string>&, const Ambient&)
    const {
    if (!to.call.empty()) return told(200, Ack{to.call, 0});
    http::Reply reply;
    reply.type = json_type;
    reply.body = encode_poll({});
    return reply;
}

http::Reply WebChat::refuse(const dialogs::Error& error) const {
    const int status = error.fault == dialogs::Fault::denied ? 401 : http::status_for(error.fault);
    return told(status, problem_of(error));
}

std::vector<std::string> WebChat::plan(const dialogs::Say& say) const {
    return dialogs::text::split(say.text, dialogs::text::Unit::code_points, max_characters);
}

Call WebChat::build(const Part&, const std::string&, const Ambient&) const { return {}; }

SendOutcome WebChat::interpret(const http::Answer&) const { return Rejected{"never sent"}; }

std::optional<std::string> conversation_of(const http::Request& request) {
    constexpr std::string_view bearer = "Bearer ";
    auto given = request.header("Authorization");
    if (!given.starts_with(bearer)) return std::nullopt;
    given.remove_prefix(bearer.size());
    return conversation_of(given);
}

}  // namespace gateway::channels::web_chat
