#pragma once
#include "gateway/http/connection.h"
#include "gateway/http/router.h"

#include <boost/asio/awaitable.hpp>

#include <string>

// What is decided by a request's head alone.

namespace gateway::http {

// 405, and what may be asked instead.
Reply wrong_method(const std::vector<std::string>& methods);

// Whether the type, without its parameters, is one of these; no types: any is.
bool is_accepted(const std::vector<std::string>& media_types, std::string_view content_type);

// What is wrong with it before its body is looked at: 404, 405 or 415; 200 when nothing is.
Reply object(const Router::Found& found, const Request& request, bool has_body);

// Who asks. Behind a proxy of ours the last address it added; that one it saw itself.
std::string peer_of(const Request& request, const Context& context, const std::string& address);

// Whether a WebSocket may open: status 101 lets the peer in, anything else is the answer instead.
boost::asio::awaitable<Reply> admit(const Route* route, Request request);

}  // namespace gateway::http
