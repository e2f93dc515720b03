#pragma once
#include "gateway/channels/channel.h"
#include "gateway/config/config.h"

#include <memory>
#include <string>
#include <vector>

// SMS through a Kannel smsbox. Its calls are not signed: the last segment of our URL is the secret,
// and every receipt's URL carries a proof of its own. What we answer to an incoming SMS would be
// sent to the person, so we answer nothing and send by `sendsms`:
//
//   GET {send_url}?username&password&from&to&text&coding=2&charset=UTF-8&dlr-mask=27&dlr-url
//   202 "0: Accepted for delivery" or "3: Queued for later delivery"
//
// Source: Kannel user guide, "Using the HTTP interface to send SMS messages".

namespace gateway::channels::kannel {

// Nobody reads more than these.
inline constexpr std::size_t max_parts = 20;

// Each part is an SMS of its own, so each carries the signature, and never twice. Several are
// numbered: 【滦南民政】(1/3)….
std::vector<std::string> planned(std::string_view text, std::string_view signature);

class Smsbox : public Channel {
public:
    // `public_url`: where receipts reach us. Faults: malformed.
    static dialogs::Result<std::unique_ptr<Channel>> make(
        std::string name, config::Kannel settings, std::string public_url
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

    // As planned() has it. What takes more than max_parts is one part: its beginning, and a link to
    // a page of ours with all of it.
    std::vector<std::string> plan(const dialogs::Say& say) const override;
    Call build(const Part& part, const std::string& token, const Ambient& ambient) const override;
    SendOutcome interpret(const http::Answer& answer) const override;

private:
    Smsbox(std::string name, config::Kannel settings, std::string public_url);
    std::string receipt_url(std::int64_t part) const;
    std::string page_url(std::string_view token) const;

    std::string name_;
    config::Kannel settings_;
    std::string public_url_;
};

}  // namespace gateway::channels::kannel
