#pragma once
#include "dialogs/message.h"
#include "dialogs/result.h"
#include "gateway/http/message.h"
#include "gateway/ops/secret.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// How Standard Webhooks signs a call (standardwebhooks.com, symmetric keys):
//
//   webhook-id: msg_…              the same for every try of one message
//   webhook-timestamp: 1614265330  seconds since 1970
//   webhook-signature: v1,<base64> [v1,<base64> …]
//
//   base64 = base64(HMAC-SHA256(key, id "." timestamp "." body)); key = base64 after "whsec_"

namespace gateway::channels::webhook {

class Signature {
public:
    // Nothing unless every secret is base64 of 24 to 64 bytes, as the standard asks.
    static std::optional<Signature> make(const std::vector<ops::Secret>& secrets);

    // Whether one of our keys signed it, within five minutes of now. The one fault is denied.
    dialogs::Result<void> check(const http::Request& request, dialogs::Time now) const;

    // The three headers, signed with every key, so that the receiver may change its own when it
    // likes.
    http::Fields sign(const std::string& id, dialogs::Time now, std::string_view body) const;

private:
    explicit Signature(std::vector<std::string> keys) : keys_(std::move(keys)) {}

    std::vector<std::string> keys_;
};

}  // namespace gateway::channels::webhook
