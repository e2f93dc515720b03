#pragma once
#include "dialogs/result.h"

#include <string>

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

}  // namespace gateway::http
