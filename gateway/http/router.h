#pragma once
#include "gateway/http/message.h"
#include "gateway/http/websocket.h"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Which handler a path belongs to, and what may be sent to it.

namespace gateway::http {

// Runs on the loop thread; must not block. What it throws becomes a 500.
using Handler = std::function<boost::asio::awaitable<Reply>(Request)>;

// A handler that needs no waiting.
Handler immediate(std::function<Reply(const Request&)> answer);

struct RouteOptions {
    std::size_t body_max = 64 * 1024;      // bytes; a webhook's payload is a few KB
    std::vector<std::string> media_types;  // accepted for a body; empty: any
};

struct Route {
    std::string method;
    std::string pattern;
    std::vector<std::string>
        segments;  // "{name}" stands for one segment, a last "{name*}" for the rest
    Handler handler;
    RouteOptions options;
    bool upgrades = false;  // a WebSocket; `handler` then answers who does not upgrade
    SocketOptions socket_options;
    SocketHandler socket_handler;
};

// Gives a refusal (status 400 and above) the form that its part of the house speaks.
using ErrorForm = std::function<void(Reply&)>;

class Router {
public:
    // `pattern` is "/hooks/{channel}/{secret}" or "/desk/{path*}". A GET route answers HEAD too.
    // An exact path wins over a {name}, a {name} over a {name*}.
    void add(
        std::string method, std::string_view pattern, Handler handler, RouteOptions options = {}
    );
    void socket(std::string_view pattern, SocketOptions options, SocketHandler handler);
    // For `folder` ("/api/v1") and all below it, whether a handler refuses or the server itself.
    void errors(std::string folder, ErrorForm form);

    struct Found {
        const Route* route = nullptr;      // null: no such path, or not by this method
        Fields params;                     // of `route`
        std::vector<std::string> methods;  // what the path has when the method was wrong
    };
    // `path` is decoded. What is found lives as long as the router and until the next add().
    Found find(std::string_view method, std::string_view path) const;
    // Null where refusals stay as they are. Lives as long as the router and until the next
    // errors().
    const ErrorForm* error_form(std::string_view path) const;

private:
    void insert(Route route);

    std::vector<Route> routes_;  // the particular before the general
    std::vector<std::pair<std::string, ErrorForm>> error_forms_;
};

}  // namespace gateway::http
