#pragma once
#include "gateway/channels/channel.h"
#include "gateway/channels/weixin/payload.h"
#include "gateway/channels/weixin/seal.h"
#include "gateway/config/channel.h"

#include <memory>
#include <string>
#include <vector>

// An application of a WeCom corporation (企业微信自建应用), by which members write to us.
//
//   GET  /hooks/{channel}?msg_signature&timestamp&nonce&echostr   the URL check: echostr is sealed,
//                                                                  its clear text goes back
//   POST /hooks/{channel}?msg_signature&timestamp&nonce           the message, always sealed
//
//   msg_signature = hex(sha1(sorted token, timestamp, nonce, echostr or Encrypt))
//
// WeCom waits 5 s and calls three times. The first parts ride on the answer. A question with two to
// six short answers leaves as a card with buttons (card.h), which cannot ride; where WeCom will not
// have the card, the same leaves in words. A card counts for one press, and then shows which it
// was. What is sent to `group_robot` goes to the group's robot.

namespace gateway::channels::wecom {

// No member's id begins with @.
using channels::group_robot;

class Application : public Channel {
public:
    // Faults: malformed.
    static dialogs::Result<std::unique_ptr<Channel>> make(std::string name, config::Wecom settings);

    const std::string& name() const override { return name_; }
    Capabilities capabilities() const override;
    Calls calls() const override;
    dialogs::Result<Incoming> receive(
        const http::Request& request, std::string_view secret, const Ambient& ambient
    ) const override;
    http::Reply acknowledge(
        const ReplyTo& to, const std::vector<std::string>& parts, const Ambient& ambient
    ) const override;
    std::size_t carried(const std::vector<std::string>& parts) const override;
    http::Reply refuse(const dialogs::Error& error) const override;
    std::vector<std::string> plan(const dialogs::Say& say) const override;
    std::vector<Rate> rates_to(std::string_view person) const override;
    Call build(const Part& part, const std::string& token, const Ambient& ambient) const override;
    SendOutcome interpret(const http::Answer& answer) const override;
    std::optional<Part> instead(const Part& part, const Rejected& refused) const override;
    Call settle(const Pressed& pressed, const std::string& token) const override;
    Call fetch_media(const std::string& media_id, const std::string& token) const override;
    dialogs::Result<Media> read_media(http::Answer answer) const override;
    std::optional<Call> ask_token() const override;
    dialogs::Result<Token> read_token(const http::Answer& answer) const override;

private:
    Application(std::string name, config::Wecom settings, weixin::Seal seal)
        : name_(std::move(name)), settings_(std::move(settings)), seal_(std::move(seal)) {}
    bool is_for_us(const weixin::Payload& payload) const;

    std::string name_;
    config::Wecom settings_;
    weixin::Seal seal_;
};

}  // namespace gateway::channels::wecom
