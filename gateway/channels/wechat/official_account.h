#pragma once
#include "gateway/channels/channel.h"
#include "gateway/channels/weixin/payload.h"
#include "gateway/channels/weixin/seal.h"
#include "gateway/config/config.h"
#include "gateway/http/form.h"

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

class OfficialAccount : public Channel {
public:
    // Faults: malformed, for a key that is none.
    static dialogs::Result<std::unique_ptr<Channel>> make(
        std::string name, config::Wechat settings
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
    std::size_t carried(const std::vector<std::string>& parts) const override;
    http::Reply refuse(const dialogs::Error& error) const override;
    std::vector<std::string> plan(const dialogs::Say& say) const override;
    Call build(const Part& part, const std::string& token, const Ambient& ambient) const override;
    SendOutcome interpret(const http::Answer& answer) const override;
    dialogs::Result<Filed> file(const Notice& notice) const override;
    Call fetch_media(const std::string& media_id, const std::string& token) const override;
    dialogs::Result<Media> read_media(http::Answer answer) const override;
    std::optional<Call> ask_token() const override;
    dialogs::Result<Token> read_token(const http::Answer& answer) const override;

private:
    // What was said, after whatever proves it.
    struct Opened {
        weixin::Payload payload;
        std::string clear;  // the bytes it was read from
    };

    OfficialAccount(std::string name, config::Wechat settings, std::optional<weixin::Seal> seal);
    bool is_signed(const http::Form& query) const;
    dialogs::Result<Opened> open(
        const http::Form& query, const std::string& body, const Ambient& ambient
    ) const;

    std::string name_;
    config::Wechat settings_;
    std::optional<weixin::Seal> seal_;  // always there but in plain mode
};

}  // namespace gateway::channels::wechat
