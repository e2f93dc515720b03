#pragma once
#include "gateway/channels/channel.h"
#include "gateway/channels/weixin/seal.h"
#include "gateway/config/channel.h"

#include <memory>
#include <string>
#include <vector>

// An account of WeChat customer service (微信客服): residents write without following anything.
//
//   GET  /hooks/{channel}?msg_signature&timestamp&nonce&echostr   as WeCom's
//   POST /hooks/{channel}?msg_signature&timestamp&nonce           sealed:
//        <xml><ToUserName>corpid</ToUserName><Event>kf_msg_or_event</Event>
//             <Token>…</Token><OpenKfId>wk…</OpenKfId></xml>
//
// The call says only that there is something; what it is must be fetched (sync_msg), from the
// cursor of the last fetch on. Without a cursor it would begin three days ago.

namespace gateway::channels::wechat_kf {

class Account : public Channel {
public:
    // Faults: malformed.
    static dialogs::Result<std::unique_ptr<Channel>> make(
        std::string name, config::WechatKf settings
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
    Call build(const Part& part, const std::string& token, const Ambient& ambient) const override;
    SendOutcome interpret(const http::Answer& answer) const override;
    std::optional<Call> ask_why(const Part& part, const Rejected& refused, const std::string& token)
        const override;
    std::variant<Call, Rejected> read_why(
        const Part& part, const http::Answer& answer, const std::string& token
    ) const override;
    Call fetch_media(const std::string& media_id, const std::string& token) const override;
    dialogs::Result<Media> read_media(http::Answer answer) const override;
    std::optional<Call> ask_token() const override;
    dialogs::Result<Token> read_token(const http::Answer& answer) const override;
    std::vector<Pull> pulls() const override;
    Call pull(const Pull& pull, const std::string& cursor, const std::string& token) const override;
    dialogs::Result<Pulled> read_pull(const http::Answer& answer) const override;

private:
    Account(std::string name, config::WechatKf settings, weixin::Seal seal)
        : name_(std::move(name)), settings_(std::move(settings)), seal_(std::move(seal)) {}

    std::string name_;
    config::WechatKf settings_;
    weixin::Seal seal_;
};

}  // namespace gateway::channels::wechat_kf
