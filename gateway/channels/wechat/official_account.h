#pragma once
#include "gateway/channels/channel.h"
#include "gateway/channels/wechat/envelope.h"
#include "gateway/channels/wechat/payload.h"
#include "gateway/config/config.h"
#include "gateway/http/form.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

// A WeChat official account (公众号、服务号) in developer mode.
//
//   GET  /hooks/{channel}?signature&timestamp&nonce&echostr          the URL check: echostr back
//   POST /hooks/{channel}?signature&timestamp&nonce                  plain mode
//   POST …&encrypt_type=aes&msg_signature                            compat and safe mode
//
//   signature     = hex(sha1(sorted token, timestamp, nonce))
//   msg_signature = hex(sha1(sorted token, timestamp, nonce, Encrypt))
//
// WeChat waits 5 s and calls three times. In compat mode only the encrypted part is believed: the
// clear one beside it is not covered by any signature.

namespace gateway::channels::wechat {

struct Options {
    std::chrono::seconds window{300};  // how far a call's timestamp may be from now
};

class OfficialAccount : public Channel {
public:
    // Faults: malformed, for a key that is none.
    static dialogs::Result<std::unique_ptr<Channel>> make(
        std::string name, config::Wechat settings, Options options = {}
    );

    const std::string& name() const override { return name_; }
    Capabilities capabilities() const override;
    dialogs::Result<Incoming> receive(
        const http::Request& request, std::string_view secret, const Ambient& ambient
    ) const override;
    http::Reply acknowledge(
        const ReplyTo& to, const std::vector<std::string>& parts, const Ambient& ambient
    ) const override;
    std::size_t carried(const std::vector<std::string>& parts) const override;
    http::Reply refuse(const dialogs::Error& error) const override;
    std::vector<std::string> plan(const dialogs::Say& say) const override;
    Call build(const Part& part, const std::string& token, const Ambient& ambient) const override;
    SendOutcome interpret(const http::Answer& answer) const override;
    std::optional<Call> ask_token() const override;
    dialogs::Result<Token> read_token(const http::Answer& answer) const override;

private:
    // What was said, after whatever proves it.
    struct Opened {
        Payload payload;
        std::string clear;  // the bytes it was read from
    };

    OfficialAccount(
        std::string name, config::Wechat settings, std::optional<Envelope> envelope, Options options
    );
    bool is_signed(std::string_view given, std::vector<std::string_view> values) const;
    dialogs::Result<Opened> open(const http::Form& query, const std::string& body) const;
    dialogs::Result<Opened> open_sealed(
        const Payload& outer,
        std::string_view given,
        std::string_view timestamp,
        std::string_view nonce
    ) const;
    std::string seal(Form form, const std::string& clear, const Ambient& ambient) const;

    std::string name_;
    config::Wechat settings_;
    std::optional<Envelope> envelope_;  // always there but in plain mode
    Options options_;
};

}  // namespace gateway::channels::wechat
