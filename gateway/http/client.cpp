#include "gateway/http/client.h"

#include "gateway/http/address.h"
#include "gateway/http/url.h"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <httplib.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <mutex>
#include <optional>

namespace gateway::http {
namespace {

namespace asio = boost::asio;
using dialogs::Error;
using dialogs::Fault;
using dialogs::Result;
using SteadyClock = std::chrono::steady_clock;

// Signals are for the main thread; a peer that hangs up must be an error here, not a SIGPIPE.
class SignalsBlocked {
public:
    SignalsBlocked() {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_BLOCK, &all, &before_);
    }
    ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

private:
    sigset_t before_{};
};

// The socket of a call under way, so that the loop can end it at its deadline: a peer that sends a
// byte a second satisfies every timeout of a single read.
class Line {
public:
    ~Line() {
        if (socket_ >= 0) ::close(socket_);
    }

    void open(int socket) {
        const std::lock_guard lock(mutex_);
        if (socket_ >= 0) ::close(socket_);
        socket_ = ::dup(socket);  // ours to shut down, whatever becomes of the original's number
        used_ = true;
        if (cut_) ::shutdown(socket_, SHUT_RDWR);
    }

    // False when no connection was ever begun, so nothing can have left.
    bool cut() {
        const std::lock_guard lock(mutex_);
        cut_ = true;
        if (socket_ >= 0) ::shutdown(socket_, SHUT_RDWR);
        return used_;
    }

    bool is_cut() {
        const std::lock_guard lock(mutex_);
        return cut_;
    }

private:
    std::mutex mutex_;
    int socket_ = -1;
    bool used_ = false;
    bool cut_ = false;
};

struct Pending {
    Pending(asio::io_context& loop, Call the_call, Url the_url)
        : call(std::move(the_call)),
          url(std::move(the_url)),
          until(SteadyClock::now() + call.deadline),
          wake(loop, until) {}

    Call call;
    Url url;
    SteadyClock::time_point until;
    Line line;
    asio::steady_timer wake;               // loop thread only
    std::optional<Result<Answer>> result;  // loop thread only
};

Fault fault_of(httplib::Error error) {
    switch (error) {
        case httplib::Error::Connection:
        case httplib::Error::ConnectionTimeout:
        case httplib::Error::BindIPAddress:
        case httplib::Error::SSLConnection:
        case httplib::Error::SSLLoadingCerts:
        case httplib::Error::SSLServerVerification: return Fault::unavailable;
        default: return Fault::unknown;
    }
}

httplib::Request request_of(
    const Pending& pending, std::string& body, bool& too_large, std::size_t max
) {
    httplib::Request request;
    request.method = pending.call.method;
    request.path = pending.url.path;
    request.body = pending.call.body;
    for (const auto& [name, value] : pending.call.headers)
        request.set_header(name, value);
    if (!pending.call.type.empty()) request.set_header("Content-Type", pending.call.type);
    request.content_receiver = [&body, &too_large, max](
                                   const char* bytes, std::size_t size, std::uint64_t, std::uint64_t
                               ) {
        too_large = body.size() + size > max;
        if (!too_large) body.append(bytes, size);
        return !too_large;
    };
    return request;
}

// On a thread of the pool.
Result<Answer> perform(Pending& pending, const ClientLimits& limits) {
    auto address = resolve(pending.url.host, limits.intranet);
    if (!address) return address.error();
    const auto left =
        std::chrono::duration_cast<std::chrono::microseconds>(pending.until - SteadyClock::now());
    if (pending.line.is_cut() || left <= left.zero())
        return Error{Fault::unavailable, "no time was left"};
    httplib::Client client(pending.url.origin);
    client.set_hostname_addr_map({{host_name(pending.url.host), std::move(*address)}});
    client.set_connection_timeout(std::min<std::chrono::microseconds>(left, limits.connect));
    client.set_read_timeout(left);
    client.set_write_timeout(left);
    client.set_follow_location(false);
    client.set_url_encode(false);
    client.set_decompress(false);
    client.enable_server_certificate_verification(true);
    client.set_socket_options([&pending](int socket) { pending.line.open(socket); });

    Answer answer;
    bool too_large = false;
    httplib::Request request = request_of(pending, answer.body, too_large, limits.answer_max);
    const httplib::Result result = client.send(request);
    if (too_large) return Error{Fault::too_large, pending.url.host + " answered too much"};
    if (!result)
        return Error{
            fault_of(result.error()), pending.url.host + ": " + httplib::to_string(result.error())};
    answer.status = result->status;
    for (const auto& [name, value] : result->headers)
        answer.headers.emplace_back(name, value);
    return answer;
}

bool stays_on_its_line(const Call& call) {
    const auto clean = [](const std::string& text) {
        return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos;
    };
    return clean(call.method) && clean(call.type) &&
           std::ranges::all_of(call.headers, [&](const auto& field) {
               return clean(field.first) && clean(field.second);
           });
}

}  // namespace

struct Client::State {
    State(asio::io_context& the_loop, std::vector<std::string> the_hosts, ClientLimits the_limits)
        : loop(the_loop), hosts(std::move(the_hosts)), limits(the_limits), pool(limits.threads) {}

    Result<std::shared_ptr<Pending>> begin(Call call);
    void run(const std::shared_ptr<State>& self, const std::shared_ptr<Pending>& pending);

    asio::io_context& loop;
    std::vector<std::string> hosts;
    ClientLimits limits;
    std::size_t under_way = 0;  // waiting or with a thread
    asio::thread_pool pool;
};

Result<std::shared_ptr<Pending>> Client::State::begin(Call call) {
    auto url = split_url(call.url);
    if (!url) return url.error();
    if (!stays_on_its_line(call)) return Error{Fault::malformed, "a line end in a header"};
    const auto names_it = [&url](const auto& entry) { return names_host(entry, url->host); };
    if (std::ranges::none_of(hosts, names_it)) {
        return Error{Fault::denied, "calls to " + url->host + " are not allowed"};
    }
    if (under_way >= limits.threads + limits.queue_max)
        return Error{Fault::busy, "too many calls wait"};
    ++under_way;
    return std::make_shared<Pending>(loop, std::move(call), std::move(*url));
}

void Client::State::run(
    const std::shared_ptr<State>& self, const std::shared_ptr<Pending>& pending
) {
    asio::post(pool, [self, pending] {
        auto result = perform(*pending, self->limits);
        asio::post(self->loop, [self, pending, result = std::move(result)]() mutable {
            --self->under_way;
            pending->result = std::move(result);
            pending->wake.cancel();
        });
    });
}

Client::Client(asio::io_context& loop, std::vector<std::string> hosts, ClientLimits limits) {
    const SignalsBlocked inherited_by_the_pool;
    state_ = std::make_shared<State>(loop, std::move(hosts), limits);
}

Client::~Client() { state_->pool.join(); }

asio::awaitable<Result<Answer>> Client::send(Call call) {
    const std::shared_ptr<State> state = state_;
    auto begun = state->begin(std::move(call));
    if (!begun) co_return begun.error();
    const std::shared_ptr<Pending> pending = std::move(*begun);
    state->run(state, pending);

    boost::system::error_code error;
    co_await pending->wake.async_wait(asio::redirect_error(asio::use_awaitable, error));
    if (pending->result) co_return std::move(*pending->result);
    const Fault fault = pending->line.cut() ? Fault::unknown : Fault::unavailable;
    Error late{fault, pending->url.host + " did not answer in time"};
    co_return late;
}

}  // namespace gateway::http
