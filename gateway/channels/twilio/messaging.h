#pragma once
#include "gateway/channels/channel.h"
#include "gateway/config/channel.h"

#include <memory>
#include <string>
#include <vector>

// SMS through Twilio. Calls are signed over the URL that Twilio knows, so it is computed from the
// configured public address and never from what a proxy made of it. Replies leave by REST, which
// tells how far they came, and the acknowledgement is an empty TwiML; with `twiml: true` they ride
// in it.
//
//   POST {api_base}/2010-04-01/Accounts/{sid}/Messages.json, Basic auth, a form: To, Body,
//   From or MessagingServiceSid, StatusCallback
//   201 {"sid":"SM…"}; else {"code":21610,"message":…}

namespace gateway::channels::twilio {

class Messaging : public Channel {
public:
    // Faults: malformed.
    static dialogs::Result<std::unique_ptr<Channel>> make(
        std::string name, config::Twilio settings, std::string public_url
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
    std::optional<Call> query(const Part& part, const Ambient& ambient) const override;
    std::optional<Receipt> read_query(const Part& part, const http::Answer& answer) const override;
    Call fetch_media(const std::string& media_id, const std::string& token) const override;
    dialogs::Result<Media> read_media(http::Answer answer) const override;

private:
    std::string messages_url() const;
    http::Fields proof() const;
    Messaging(std::string name, config::Twilio settings, std::string public_url);

    std::string name_;
    config::Twilio settings_;
    std::string public_url_;
};

}  // namespace gateway::channels::twilio
