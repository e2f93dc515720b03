#pragma once
#include "gateway/http/router.h"

#include <boost/asio/awaitable.hpp>

// Who may open a WebSocket.

namespace gateway::http {

// Status 101 lets the peer in; anything else is the answer to give instead.
boost::asio::awaitable<Reply> admit(const Route* route, Request request);

}  // namespace gateway::http
