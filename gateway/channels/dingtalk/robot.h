#pragma once
#include "gateway/channels/channel.h"
#include "gateway/config/channel.h"

#include <memory>
#include <string>
#include <vector>

// A robot of a DingTalk corporation, in HTTP mode.
//
//   POST /hooks/{channel}   headers timestamp (ms) and sign; the body is in inbound.h
//
// The signature covers the timestamp only: a call is as trustworthy as the TLS it came by. Two
// people may write in one millisecond, so for seconds it vouches for several messages; after that
// for the first it came with. Answers leave by the message's own way back while it is open, and by
// the OpenAPI after that. Who wrote in a group is answered alone where the OpenAPI may be used:
// others need not read his business. What is sent to `group_robot` goes to the configured group.

namespace gateway::channels::dingtalk {

using channels::group_robot;

class Robot : public Channel {
public:
    // Faults: malformed.
    static dialogs::Result<std::unique_ptr<Channel>> make(
        std::string name, config::Dingtalk settings
    );

    const std::string& name() const override { return name_; }
    Capabilities capabilities() const override;
    Calls calls() const override;
    dialogs::Result<Incoming> receive(
        const http::Request& request, std::string_view secret, const Ambient& ambient
    ) const override;
    http::Reply acknowledge(
        const ReplyTo& to, const std::vector<std::string>& parts, const Ambient& ambient
    ) const override;
    http::Reply refuse(const dialogs::Error& error) const override;
    std::vector<std::string> plan(const dialogs::Say& say) const override;
    std::string returning(const ReplyTo& to, std::string part) const override;
    std::vector<Rate> rates_to(std::string_view person) const override;
    Call build(const Part& part, const std::string& token, const Ambient& ambient) const override;
    SendOutcome interpret(const http::Answer& answer) const override;
    Call fetch_media(const std::string& media_id, const std::string& token) const override;
    dialogs::Result<Media> read_media(http::Answer answer) const override;
    std::optional<Call> ask_token() const override;
    dialogs::Result<Token> read_token(const http::Answer& answer) const override;

private:
    Robot(std::string name, config::Dingtalk settings, std::string origin)
        : name_(std::move(name)), settings_(std::move(settings)), origin_(std::move(origin)) {}

    std::string name_;
    config::Dingtalk settings_;
    std::string origin_;  // where ways back may lead
};

}  // namespace gateway::channels::dingtalk
