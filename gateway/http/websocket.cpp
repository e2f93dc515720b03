#include "gateway/http/websocket.h"

#include "gateway/http/connection.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/websocket.hpp>

#include <algorithm>
#include <deque>

namespace gateway::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using asio::ip::tcp;
using ErrorCode = boost::system::error_code;

constexpr std::size_t pieces_max =
    256;  // a message in more reads than this is a flood of fragments
constexpr std::uint16_t service_restart = 1012;
constexpr std::uint16_t unsupported_data = 1003;
constexpr std::uint16_t policy_violation = 1008;
constexpr std::uint16_t internal_error = 1011;
constexpr std::uint16_t try_again_later = 1013;

// Naming one that was not offered makes the caller hang up (RFC 6455, section 4.1).
std::string agreed(const Request& request, const std::vector<std::string>& spoken) {
    beast::http::token_list offered(request.header("Sec-WebSocket-Protocol"));
    for (const auto& protocol : spoken) {
        if (offered.exists(protocol)) return protocol;
    }
    return {};
}

class OpenSocket final : public Socket,
                         public Connection,
                         public std::enable_shared_from_this<OpenSocket> {
public:
    OpenSocket(ContextPtr context, tcp::socket socket, std::string address, const Route& route)
        : Connection(std::move(context), std::move(address)),
          stream_(std::move(socket)),
          options_(route.socket_options),
          handler_(route.socket_handler),
          pattern_(route.pattern) {
        ++context_->counts.sockets;
    }
    ~OpenSocket() override { --context_->counts.sockets; }

    void send(std::string text) override {
        if (!open_) return;
        queued_bytes_ += text.size();
        queue_.push_back(std::move(text));
        if (queue_.size() > options_.queue_max || queued_bytes_ > options_.queue_bytes_max) {
            return close(try_again_later, "too slow");
        }
        start_writing();
    }

    void close(std::uint16_t code, std::string reason) override {
        if (!open_) return;
        open_ = false;
        reason_ =
            websocket::close_reason(static_cast<websocket::close_code>(code), std::move(reason));
        // The frame being written must stay; what waits behind it is not worth a slow peer's time.
        const std::size_t kept = writing_ ? 1 : 0;
        if (queue_.size() > kept) queue_.resize(kept);
        allow(context_->limits.write);
        start_writing();
    }

    bool is_open() const override { return open_; }

    void cut() override {
        ErrorCode ignored;
        stream_.next_layer().close(ignored);
    }
    void leave() override { close(service_restart, "restarting"); }

    asio::awaitable<void> run(Upgrade upgrade) {
        set_options(upgrade.request);
        const bool accepted = co_await accept(std::move(upgrade.received));
        if (!accepted) co_return;
        open_ = true;
        guarded([&] { handler_.on_open(shared_from_this(), upgrade.request); });
        if (context_->draining) leave();
        co_await read_all();
        open_ = false;
        guarded([&] { handler_.on_close(shared_from_this()); });
        cut();
    }

private:
    void set_options(const Request& request) {
        websocket::stream_base::timeout timeout{};
        timeout.handshake_timeout = context_->limits.header;
        timeout.idle_timeout = 2 * options_.ping;  // Beast pings at half of it
        timeout.keep_alive_pings = true;
        stream_.set_option(timeout);
        stream_.set_option(websocket::stream_base::decorator(
            [protocol = agreed(request, options_.protocols)](websocket::response_type& answer) {
                if (!protocol.empty())
                    answer.set(beast::http::field::sec_websocket_protocol, protocol);
            }
        ));
        stream_.control_callback([this](websocket::frame_type kind, beast::string_view) {
            if (kind == websocket::frame_type::close) peer_closes();
        });
        stream_.read_message_max(options_.message_max);
        stream_.text(true);
        stream_.auto_fragment(false);
    }

    asio::awaitable<bool> accept(std::string received) {
        ErrorCode error;
        const auto bytes = asio::buffer(received);
        co_await stream_.async_accept(bytes, asio::redirect_error(asio::use_awaitable, error));
        co_return !error;
    }

    // Until the peer is gone or the close handshake is over.
    asio::awaitable<void> read_all() {
        for (;;) {
            beast::flat_buffer message(options_.message_max + 1);
            const bool whole = co_await read_message(&message);
            if (!whole) co_return;
            if (!open_) continue;
            const auto bytes = message.cdata();
            std::string text(static_cast<const char*>(bytes.data()), bytes.size());
            guarded([&] { handler_.on_text(shared_from_this(), std::move(text)); });
        }
    }

    asio::awaitable<bool> read_message(beast::flat_buffer* message) {
        ErrorCode error;
        for (std::size_t pieces = 0; !error; ++pieces) {
            const std::size_t room = options_.message_max - message->size() + 1;
            co_await stream_.async_read_some(
                *message, room, asio::redirect_error(asio::use_awaitable, error)
            );
            if (error) break;
            if (!stream_.got_text()) close(unsupported_data, "text only");
            if (stream_.is_message_done()) co_return true;
            if (pieces > pieces_max) close(policy_violation, "too many fragments");
            if (!open_) message->clear();
        }
        co_return false;
    }

    void start_writing() {
        if (writing_) return;
        writing_ = true;
        asio::co_spawn(context_->loop, keep_writing(shared_from_this()), log_if_failed);
    }

    // One writer at a time; it keeps the stream until the last frame is out.
    static asio::awaitable<void> keep_writing(std::shared_ptr<OpenSocket> self) {
        co_await self->write_all();
    }

    asio::awaitable<void> write_all() {
        ErrorCode error;
        while (!queue_.empty() && !error) {
            allow(context_->limits.write);
            const auto bytes = asio::buffer(queue_.front());
            co_await stream_.async_write(bytes, asio::redirect_error(asio::use_awaitable, error));
            queued_bytes_ -= queue_.front().size();
            queue_.pop_front();
        }
        if (!open_ && !error) {
            co_await stream_.async_close(reason_, asio::redirect_error(asio::use_awaitable, error));
        }
        if (error) cut();
        if (open_) deadline = no_deadline;
        writing_ = false;
    }

    // Beast answers the close, then waits for the end of the connection for as long as it takes.
    void peer_closes() {
        open_ = false;
        allow(context_->limits.linger);
    }

    template <class Call>
    void guarded(const Call& call) {
        try {
            call();
        } catch (...) {
            log_failure(pattern_);
            close(internal_error, "");
        }
    }

    websocket::stream<tcp::socket> stream_;
    const SocketOptions& options_;
    const SocketHandler& handler_;
    const std::string& pattern_;
    std::deque<std::string> queue_;  // the first is being written
    std::size_t queued_bytes_ = 0;
    bool writing_ = false;
    bool open_ = false;
    websocket::close_reason reason_;
};

}  // namespace

asio::awaitable<void> serve_websocket(
    ContextPtr context, tcp::socket socket, std::string address, Upgrade upgrade
) {
    const Route& route = *upgrade.route;
    auto open = std::make_shared<OpenSocket>(
        std::move(context), std::move(socket), std::move(address), route
    );
    co_await open->run(std::move(upgrade));
}

}  // namespace gateway::http
