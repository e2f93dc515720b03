#pragma once
#include "gateway/http/message.h"

#include <string>
#include <string_view>

// Versions of a page, so that it need not be sent twice.

namespace gateway::http {

// FNV-1a in quotes: tells versions apart, nothing more.
std::string etag_of(std::string_view body);

// Whether a field like If-Match or If-None-Match names that version.
bool is_listed(std::string_view field, std::string_view etag);

// Whether the caller has that version (RFC 9110 §13.1.2): one of a list, or "*"; a proxy that packs
// the page makes it weak ("W/"), which is as good here.
bool is_known(const Request& request, std::string_view etag);

}  // namespace gateway::http
