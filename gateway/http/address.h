#pragma once
#include "dialogs/result.h"

#include <string>
#include <string_view>

// Whom a name leads to. A provider's name that suddenly leads into our own network, by mistake or
// by somebody's hand, must not be called with our secrets.

namespace gateway::http {

// An IPv4 or IPv6 address that is reached over the internet: not this machine, a private or
// link-local network, a carrier's shared one, a cloud's metadata service, multicast or reserved.
bool is_public_address(std::string_view address);

// "host", "host:port" or "[v6]:port" without its port and brackets.
std::string host_name(std::string_view host);

// The address to connect to for `host` ("api.weixin.qq.com:443"; an address in it stays what it
// is: the operator wrote it). Looks the name up, so it blocks. Fault::unavailable: it has none.
// Fault::denied: one of them is not public, and `intranet` does not allow that.
dialogs::Result<std::string> resolve(std::string_view host, bool intranet);

}  // namespace gateway::http
