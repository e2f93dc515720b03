#include "gateway/http/url.h"

#include <algorithm>

namespace gateway::http {

using dialogs::Error;
using dialogs::Fault;
using dialogs::Result;

Result<Url> split_url(const std::string& url) {
    const Error bad{Fault::malformed, "not an http or https URL"};
    const std::size_t scheme = url.starts_with("https://") ? 8 : url.starts_with("http://") ? 7 : 0;
    if (scheme == 0) return bad;
    for (const char c : url) {
        if (static_cast<unsigned char>(c) <= ' ' || static_cast<unsigned char>(c) >= 127)
            return bad;
    }
    const std::size_t end = std::min(url.find_first_of("/?#", scheme), url.size());
    Url parts;
    parts.origin = url.substr(0, end);
    parts.host = url.substr(scheme, end - scheme);
    parts.path = url.substr(end, url.find('#', end) - end);
    if (parts.host.empty() || parts.host.find('@') != std::string::npos) return bad;
    if (!parts.path.starts_with('/')) parts.path.insert(0, "/");
    return parts;
}

Result<std::string> host_of(const std::string& url) {
    auto parts = split_url(url);
    if (!parts) return parts.error();
    return std::move(parts->host);
}

bool names_host(std::string_view entry, std::string_view host) {
    if (!entry.starts_with("*.")) return entry == host;
    const auto domain = entry.substr(1);
    return host.size() > domain.size() && host.ends_with(domain) && host.front() != '.';
}

}  // namespace gateway::http
