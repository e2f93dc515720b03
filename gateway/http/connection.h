#pragma once
#include "gateway/http/router.h"
#include "gateway/http/server.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

// What the listener, HTTP sessions and WebSockets share. All on the loop thread.

namespace gateway::http {

using SteadyTime = std::chrono::steady_clock::time_point;
inline constexpr SteadyTime no_deadline = SteadyTime::max();

class Connection;

struct Context {
    Context(boost::asio::io_context& the_loop, Router the_router, ServerLimits the_limits);

    boost::asio::io_context& loop;
    Router router;
    ServerLimits limits;
    ServerCounts counts;
    std::unordered_set<Connection*> open;
    std::unordered_map<std::string, std::size_t> by_address;
    bool draining = false;
    boost::asio::steady_timer all_gone;  // cancelled when the last connection leaves

    bool is_proxy(std::string_view address) const;
};

using ContextPtr = std::shared_ptr<Context>;

// An open connection as the server sees it, whatever it speaks. One timer looks at all deadlines: a
// timer for each read and write would cost more than many a request.
class Connection {
public:
    Connection(ContextPtr context, std::string address);
    virtual ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    virtual void cut() = 0;    // now, without a word
    virtual void leave() = 0;  // the server is draining: as soon as it is polite

    SteadyTime deadline = no_deadline;

protected:
    void allow(std::chrono::milliseconds time) {
        deadline = std::chrono::steady_clock::now() + time;
    }

    const ContextPtr context_;
    const std::string address_;
};

// What a peer asked before it was found to want a WebSocket.
struct Upgrade {
    std::string received;  // all bytes so far: the head, and what came after it
    Request request;
    const Route* route = nullptr;
};

boost::asio::awaitable<void> serve_http(
    ContextPtr context, boost::asio::ip::tcp::socket socket, std::string address
);
boost::asio::awaitable<void> serve_websocket(
    ContextPtr context, boost::asio::ip::tcp::socket socket, std::string address, Upgrade upgrade
);

// Runs the handler; what it throws is logged without its words and becomes a 500.
boost::asio::awaitable<Reply> run_handler(
    const Route* route, const Handler* handler, Request request
);

// For co_spawn: a coroutine that ends by an exception is a bug worth a line.
void log_if_failed(std::exception_ptr failure);

// By route and the exception's type; never its words, which may quote a message.
void log_failure(std::string_view where);

}  // namespace gateway::http
