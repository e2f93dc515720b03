#pragma once
#include "gateway/channels/channel.h"
#include "gateway/channels/webhook/signature.h"
#include "gateway/config/channel.h"

#include <memory>
#include <string>
#include <vector>

// Another system's program on the other side: the 12345 hotline, the province's platform, a
// village's mini-program. Both ways are signed (signature.h) and hold the same JSON (payload.h).
// A message keeps its webhook-id over every try, so the receiver knows a repeat and what is unclear
// may be sent again.

namespace gateway::channels::webhook {

class Webhook : public Channel {
public:
    // Faults: malformed.
    static dialogs::Result<std::unique_ptr<Channel>> make(
        std::string name, config::Webhook settings
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
    Call build(const Part& part, const std::string& token, const Ambient& ambient) const override;
    // What is attached lies where the message says; it is called without a proof of ours.
    Call fetch_media(const std::string& url, const std::string& token) const override;
    dialogs::Result<Media> read_media(http::Answer answer) const override;
    // Any 2xx without a page in it is a yes, as the standard has it; 410 is a no for good.
    SendOutcome interpret(const http::Answer& answer) const override;

private:
    Webhook(std::string name, std::string send_url, Signature signature);

    std::string name_;
    std::string send_url_;
    Signature signature_;
};

}  // namespace gateway::channels::webhook
