#include "gateway/http/server.h"

#include "gateway/http/connection.h"
#include "gateway/ops/log.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <charconv>
#include <list>

namespace gateway::http {

namespace asio = boost::asio;
namespace log = ops::log;
using asio::ip::tcp;
using dialogs::Error;
using dialogs::Fault;
using dialogs::Result;
using ErrorCode = boost::system::error_code;

namespace {

constexpr auto accept_pause = std::chrono::milliseconds(100);  // when out of descriptors
constexpr std::string_view full =
    "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 5\r\nConnection: "
    "close\r\n\r\n";

Result<tcp::endpoint> endpoint_of(const std::string& address) {
    const Error bad{Fault::malformed, "not an address to listen on: " + address};
    const std::size_t colon = address.rfind(':');
    if (colon == std::string::npos) return bad;
    std::string host = address.substr(0, colon);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    std::uint16_t port = 0;
    const char* end = address.data() + address.size();
    const auto [rest, failure] = std::from_chars(address.data() + colon + 1, end, port);
    if (failure != std::errc() || rest != end) return bad;
    ErrorCode error;
    const auto ip = asio::ip::make_address(host, error);
    if (error) return bad;
    return tcp::endpoint(ip, port);
}

std::string address_of(const tcp::socket& socket) {
    ErrorCode error;
    const tcp::endpoint peer = socket.remote_endpoint(error);
    if (error) return {};
    const auto ip = peer.address();
    if (ip.is_v6() && ip.to_v6().is_v4_mapped()) {
        return asio::ip::make_address_v4(asio::ip::v4_mapped, ip.to_v6()).to_string();
    }
    return ip.to_string();
}

bool has_room(const Context& context, const std::string& address) {
    if (context.open.size() >= context.limits.connections_max) return false;
    if (context.is_proxy(address)) return true;
    const auto seats = context.by_address.find(address);
    return seats == context.by_address.end() || seats->second < context.limits.per_address_max;
}

void welcome(const ContextPtr& context, tcp::socket socket) {
    std::string address = address_of(socket);
    ErrorCode error;
    socket.non_blocking(true, error);
    if (error || address.empty()) return;  // gone already
    if (!has_room(*context, address)) {
        ++context->counts.turned_away;
        socket.write_some(asio::buffer(full), error);
        return;
    }
    socket.set_option(tcp::no_delay(true), error);
    ++context->counts.accepted;
    asio::co_spawn(
        context->loop, serve_http(context, std::move(socket), std::move(address)), log_if_failed
    );
}

}  // namespace

struct Server::State {
    State(asio::io_context& loop, Router router, ServerLimits limits)
        : context(std::make_shared<Context>(loop, std::move(router), std::move(limits))),
          sweep_timer(loop),
          pause_timer(loop) {}

    ContextPtr context;
    std::list<tcp::acceptor> acceptors;
    asio::steady_timer sweep_timer;
    asio::steady_timer pause_timer;
    bool stopped = false;

    void stop_accepting() {
        for (tcp::acceptor& acceptor : acceptors) {
            ErrorCode ignored;
            acceptor.close(ignored);
        }
        pause_timer.cancel();
    }

    void cut_all() {
        for (Connection* connection : context->open)
            connection->cut();
    }

    static asio::awaitable<void> accept_all(std::shared_ptr<State> self, tcp::acceptor* acceptor);
    static asio::awaitable<void> sweep(std::shared_ptr<State> self);
};

asio::awaitable<void> Server::State::accept_all(
    std::shared_ptr<State> self, tcp::acceptor* acceptor
) {
    while (acceptor->is_open()) {
        ErrorCode error;
        tcp::socket socket =
            co_await acceptor->async_accept(asio::redirect_error(asio::use_awaitable, error));
        if (!error) {
            welcome(self->context, std::move(socket));
        } else if (acceptor->is_open() && error != asio::error::connection_aborted) {
            // Out of descriptors: those who wait stay in the queue; trying at once would only spin.
            log::warn("accept_failed", {{"error", error.value()}});
            self->pause_timer.expires_after(accept_pause);
            co_await self->pause_timer.async_wait(asio::redirect_error(asio::use_awaitable, error));
        }
    }
}

asio::awaitable<void> Server::State::sweep(std::shared_ptr<State> self) {
    while (!self->stopped) {
        ErrorCode error;
        self->sweep_timer.expires_after(self->context->limits.sweep);
        co_await self->sweep_timer.async_wait(asio::redirect_error(asio::use_awaitable, error));
        const SteadyTime now = std::chrono::steady_clock::now();
        for (Connection* connection : self->context->open) {
            if (connection->deadline > now) continue;
            connection->deadline = no_deadline;
            ++self->context->counts.timed_out;
            connection->cut();
        }
    }
}

Server::Server(asio::io_context& loop, Router router, ServerLimits limits)
    : state_(std::make_shared<State>(loop, std::move(router), std::move(limits))) {
    asio::co_spawn(loop, State::sweep(state_), log_if_failed);
}

Server::~Server() {
    state_->stopped = true;
    state_->stop_accepting();
    state_->sweep_timer.cancel();
    state_->cut_all();
}

Result<void> Server::listen(const std::string& address) {
    const auto endpoint = endpoint_of(address);
    if (!endpoint) return endpoint.error();
    asio::io_context& loop = state_->context->loop;
    tcp::acceptor acceptor(loop);
    ErrorCode error;
    acceptor.open(endpoint->protocol(), error);
    if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor.bind(*endpoint, error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error)
        return Error{Fault::unavailable, "cannot listen on " + address + ": " + error.message()};
    state_->acceptors.push_back(std::move(acceptor));
    asio::co_spawn(loop, State::accept_all(state_, &state_->acceptors.back()), log_if_failed);
    return {};
}

std::uint16_t Server::port() const {
    ErrorCode error;
    if (state_->acceptors.empty()) return 0;
    return state_->acceptors.front().local_endpoint(error).port();
}

void Server::stop_accepting() { state_->stop_accepting(); }

asio::awaitable<void> Server::drain(std::chrono::milliseconds within) {
    const std::shared_ptr<State> state = state_;
    const ContextPtr context = state->context;
    state->stop_accepting();
    context->draining = true;
    for (Connection* connection : context->open)
        connection->leave();
    if (!context->open.empty()) {
        ErrorCode error;
        context->all_gone.expires_after(within);
        co_await context->all_gone.async_wait(asio::redirect_error(asio::use_awaitable, error));
    }
    state->cut_all();
}

const ServerCounts& Server::counts() const { return state_->context->counts; }

}  // namespace gateway::http
