#pragma once
#include "gateway/ops/secret.h"
#include "gateway/simulators/httpd.h"

#include <mutex>
#include <set>
#include <string>

// Whether a call to a cloud is signed as the cloud asks, worked out from what came in. Written
// apart from what the channels sign with: one mistake must not be made on both sides.
//
//   Authorization: ALGORITHM Credential=…, SignedHeaders=a;b, Signature=hex

namespace gateway::simulators {

struct Keys {
    std::string id;
    ops::Secret secret;
};

// Alibaba Cloud's ACS3-HMAC-SHA256: a date within 15 minutes, a nonce not seen before, every
// x-acs-* and host signed. Any thread.
class Acs3 {
public:
    explicit Acs3(Keys keys) : keys_(std::move(keys)) {}

    // The cloud's own code for what is wrong; empty when nothing is.
    std::string doubt(const Asked& asked, dialogs::Time now);

private:
    Keys keys_;
    std::mutex mutex_;
    std::set<std::string, std::less<>> nonces_;
};

// Tencent Cloud's TC3-HMAC-SHA256: a timestamp within five minutes, content-type and host signed.
// The cloud's own code for what is wrong; empty when nothing is.
std::string tc3_doubt(const Keys& keys, const Asked& asked, dialogs::Time now);

}  // namespace gateway::simulators
