#pragma once
#include "gateway/ops/secret.h"

#include <cstdint>
#include <string>

// How Tencent Cloud wants calls signed: TC3-HMAC-SHA256.
//
//   canonical = POST \n / \n (no query) \n "content-type:…\nhost:…\n" \n content-type;host \n
//               hex(sha256(body))
//   told      = TC3-HMAC-SHA256 \n timestamp \n date/service/tc3_request \n hex(sha256(canonical))
//   key       = HMAC("TC3" secret, date) → HMAC(·, service) → HMAC(·, "tc3_request")
//   signature = hex(HMAC-SHA256(key, told))
//
// The date is UTC's; a timestamp over five minutes off is refused.

namespace gateway::channels::tencent_sms {

struct Asked {
    std::string service = "sms";
    std::string host;
    std::string type;  // Content-Type, exactly as it is sent
    std::int64_t timestamp = 0;
    std::string body;
};

std::string canonical(const Asked& asked);
std::string signature(const ops::Secret& secret, const Asked& asked);
// The value of Authorization.
std::string authorization(const std::string& key_id, const ops::Secret& secret, const Asked& asked);

}  // namespace gateway::channels::tencent_sms
