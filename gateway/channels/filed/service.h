#pragma once
#include "gateway/channels/channel.h"
#include "gateway/channels/filed/templates.h"
#include "gateway/ops/secret.h"

#include <string>
#include <string_view>
#include <vector>

// A cloud's SMS, as far as all of them are alike: calls that only the path's last segment vouches
// for, receipts under the same path, answers as filed templates. No call may be repeated when its
// answer was lost: the clouds know no repeats; but they can be asked.

namespace gateway::channels::filed {

// What tells one cloud from another there.
struct Terms {
    std::string name;
    ops::Secret hook_secret;
    Templates templates;
    std::string_view acknowledgement;  // the JSON that stops its retries
    dialogs::Result<Received> (*read_messages)(std::string_view body, const std::string& channel);
    dialogs::Result<Received> (*read_receipts)(std::string_view body);
};

class Service : public Channel {
public:
    const std::string& name() const override { return terms_.name; }
    Capabilities capabilities() const override;
    Calls calls() const override { return {{"POST"}, {"application/json"}}; }
    dialogs::Result<Incoming> receive(
        const http::Request& request, std::string_view secret, const Ambient& ambient
    ) const override;
    http::Reply acknowledge(
        const ReplyTo& to, const std::vector<std::string>& parts, const Ambient& ambient
    ) const override;
    http::Reply refuse(const dialogs::Error& error) const override;
    std::vector<std::string> plan(const dialogs::Say& say) const override;

protected:
    explicit Service(Terms terms) : terms_(std::move(terms)) {}

    // A part's words, and the pieces of the token of the page they go on on; none for a part alone.
    struct Filling {
        std::string words;
        std::vector<std::string> token;
    };
    Filling filling_of(const Part& part) const;

private:
    Terms terms_;
};

// The host that an account's calls go to. Fault::malformed when it is none, or a secret is missing
// or short enough to be guessed.
dialogs::Result<std::string> host_of_account(
    const std::string& channel,
    const std::string& api_base,
    const ops::Secret& hook_secret,
    const ops::Secret& key
);

}  // namespace gateway::channels::filed
