#pragma once
#include "dialogs/result.h"

#include <string>
#include <string_view>

// The parts of an address we call.

namespace gateway::http {

struct Url {
    std::string origin;  // scheme://host[:port]
    std::string host;    // host[:port]
    std::string path;    // with the query; at least "/"
};

// malformed unless it is http or https, without user, space or control character.
dialogs::Result<Url> split_url(const std::string& url);

// `host` or `host:port` of an URL, as allow-lists hold it.
dialogs::Result<std::string> host_of(const std::string& url);

// Whether an allow-list's entry names that `host`: the same, or "*.aliyuncs.com" any name below
// it, at the scheme's own port.
bool names_host(std::string_view entry, std::string_view host);

}  // namespace gateway::http
