#pragma once
#include "gateway/channels/channel.h"

#include <optional>
#include <string>
#include <vector>

// The web chat as a channel: POST /chat/send with a `msg` frame and `Authorization: Bearer
// <token>`. Replies leave by the shell's own sockets and polls, so nothing is ever built.

namespace gateway::channels::web_chat {

class WebChat : public Channel {
public:
    explicit WebChat(std::string name) : name_(std::move(name)) {}

    const std::string& name() const override { return name_; }
    Capabilities capabilities() const override;

    // Other frames than `msg` are good and hold no message.
    dialogs::Result<Incoming> receive(
        const http::Request& request, std::string_view secret, const Ambient& ambient
    ) const override;

    // An `ack` without a seq. Where the message's number is known the shell says more by
    // encode_poll().
    http::Reply acknowledge(
        const ReplyTo& to, const std::vector<std::string>& parts, const Ambient& ambient
    ) const override;
    http::Reply refuse(const dialogs::Error& error) const override;
    std::vector<std::string> plan(const dialogs::Say& say) const override;
    Call build(const Part& part, const std::string& token, const Ambient& ambient) const override;
    SendOutcome interpret(const http::Answer& answer) const override;

private:
    std::string name_;
};

// The chat that a request's bearer token opens.
std::optional<std::string> conversation_of(const http::Request& request);

}  // namespace gateway::channels::web_chat
