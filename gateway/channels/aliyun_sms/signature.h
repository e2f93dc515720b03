#pragma once
#include "gateway/channels/channel.h"
#include "gateway/ops/secret.h"

#include <string>

// How Alibaba Cloud wants calls signed: ACS3-HMAC-SHA256.
//
//   canonical = method \n path \n sorted query \n "name:value\n" of the signed headers \n
//               their names, joined by ; \n hex(sha256(body))
//   signature = hex(HMAC-SHA256(secret, "ACS3-HMAC-SHA256\n" hex(sha256(canonical))))
//
// Signed are host and every x-acs-*, in byte order.

namespace gateway::channels::aliyun_sms {

struct Asked {
    std::string method = "POST";
    std::string path = "/";
    http::Fields query;
    http::Fields headers;  // host and x-acs-*, lower case
    std::string body;
};

// The query as it is signed and sent.
std::string sorted_query(http::Fields query);
std::string canonical(const Asked& asked);
std::string signature(const ops::Secret& secret, const Asked& asked);
// The value of Authorization.
std::string authorization(const std::string& key_id, const ops::Secret& secret, const Asked& asked);

}  // namespace gateway::channels::aliyun_sms
