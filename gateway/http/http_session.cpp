#include "gateway/http/admission.h"
#include "gateway/http/connection.h"
#include "gateway/http/reply_writer.h"
#include "gateway/http/request_reader.h"
#include "gateway/ops/log.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>

namespace gateway::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using ErrorCode = boost::system::error_code;

constexpr std::size_t read_size = 2048;        // most requests fit; idle connections keep no more
constexpr std::size_t big_read_size = 65536;   // while a body comes
constexpr std::size_t unread_max = 16 * 1024;  // longer than any head or chunk line may be
constexpr std::size_t linger_max = 1 << 20;    // bytes thrown away after a refusal

class HttpSession final : public Connection {
public:
    HttpSession(ContextPtr context, tcp::socket socket, std::string address)
        : Connection(std::move(context), std::move(address)),
          socket_(std::move(socket)),
          reader_(limits()) {}

    asio::awaitable<void> run() {
        bool again = true;
        while (again) {
            again = co_await exchange();
        }
        if (upgrade_.route == nullptr) close();
    }

    void cut() override { close(); }
    void leave() override {
        if (idle_) close();  // others see `draining` after their reply
    }

    const Route* upgrading_to() const { return upgrade_.route; }
    Upgrade take_upgrade() { return std::move(upgrade_); }
    tcp::socket take_socket() { return std::move(socket_); }

private:
    ReaderLimits limits() const {
        const ServerLimits& all = context_->limits;
        return {all.header_max, all.fields_max, all.target_max};
    }

    // One request and its reply; true when another may follow.
    asio::awaitable<bool> exchange() {
        reader_.reset();
        head_.clear();
        error_form_ = nullptr;
        const bool has_head = co_await read_head();
        if (!has_head) co_return false;
        error_form_ = context_->router.error_form(asked_path());
        if (reader_.refusal() != 0) co_return co_await refuse(plain(reader_.refusal()));

        Router::Found found =
            context_->router.find(reader_.request().method, reader_.request().path);
        Reply objection = object(found, reader_.request(), reader_.has_body());
        if (objection.status != 200) co_return co_await refuse(std::move(objection));
        reader_.request().params = std::move(found.params);
        reader_.request().peer = peer_of(reader_.request(), *context_, address_);
        if (found.route->upgrades && reader_.wants_websocket()) {
            Reply verdict = co_await admit(found.route, reader_.request());
            if (verdict.status != 101) co_return co_await refuse(std::move(verdict));
            upgrade_.route = found.route;
            upgrade_.request = std::move(reader_.request());
            upgrade_.received = std::move(head_) + received_;
            co_return false;
        }
        const bool has_body = co_await read_body(found.route->options.body_max);
        if (!has_body) co_return false;
        if (reader_.refusal() != 0) co_return co_await refuse(plain(reader_.refusal()));
        co_return co_await answer(found.route);
    }

    // As far as it was understood: a refused head may have no decoded path.
    std::string_view asked_path() const {
        const Request& request = reader_.request();
        if (!request.path.empty()) return request.path;
        return std::string_view(request.target).substr(0, request.target.find('?'));
    }

    asio::awaitable<bool> answer(const Route* route) {
        const bool head_only = reader_.request().method == "HEAD";
        in_row_ = received_.empty() ? 0 : in_row_ + 1;
        Reply reply = co_await run_handler(route, &route->handler, std::move(reader_.request()));
        ++context_->counts.replies[std::clamp(reply.status / 100, 0, 5)];
        const bool stay =
            reader_.keep_alive() && !context_->draining && in_row_ < context_->limits.pipelined_max;
        const Ending ending =
            stay ? (reader_.is_http_1_0() ? Ending::keep_alive : Ending::none) : Ending::close;
        const bool written = co_await write(std::move(reply), ending, head_only);
        if (written && !stay && !received_.empty()) co_await linger();
        co_return written&& stay;
    }

    asio::awaitable<bool> read_head() {
        idle_ = received_.empty();
        stuck_ = false;
        allow(idle_ ? context_->limits.idle : context_->limits.header);
        if (idle_ && received_.capacity() > 2 * read_size) received_.shrink_to_fit();
        while (!reader_.has_head() && reader_.refusal() == 0) {
            if (received_.empty() || stuck_) {
                const bool more = co_await fill(read_size);
                if (!more) co_return false;
                if (idle_) allow(context_->limits.header);
                idle_ = false;
            }
            digest();
        }
        co_return true;
    }

    asio::awaitable<bool> read_body(std::size_t max) {
        reader_.accept_body(max);
        allow(context_->limits.body);
        if (reader_.expects_continue() && reader_.has_body() && reader_.refusal() == 0 &&
            received_.empty()) {
            const bool written =
                co_await write_all("HTTP/1.1 100 Continue\r\n\r\n", std::string_view());
            if (!written) co_return false;
            allow(context_->limits.body);
        }
        while (!reader_.is_complete() && reader_.refusal() == 0) {
            if (received_.empty() || stuck_) {
                const bool more =
                    co_await fill(std::clamp(reader_.body_left(), read_size, big_read_size));
                if (!more) co_return false;
            }
            digest();
        }
        deadline = no_deadline;  // the handler's time is the handler's
        co_return true;
    }

    // Hands the reader what was received; `stuck_` when it wants more before it takes any.
    void digest() {
        const bool in_head = !reader_.has_head();
        const std::size_t taken = reader_.put(received_);
        if (in_head) head_.append(received_, 0, taken);
        received_.erase(0, taken);
        stuck_ = taken == 0;
    }

    // False when the peer left, was cut, or sends a line without end.
    asio::awaitable<bool> fill(std::size_t size) {
        const std::size_t before = received_.size();
        if (before > unread_max) co_return false;
        received_.resize(before + size);
        ErrorCode error;
        const auto room = asio::buffer(received_.data() + before, size);
        const std::size_t read = co_await socket_.async_read_some(
            room, asio::redirect_error(asio::use_awaitable, error)
        );
        received_.resize(before + read);
        co_return !error && socket_.is_open();
    }

    asio::awaitable<bool> write(Reply reply, Ending ending, bool head_only) {
        if (!is_sendable(reply)) {
            ops::log::error("reply_not_sendable", {{"status", reply.status}});
            reply = plain(500);
        }
        if (reply.status >= 400 && error_form_ != nullptr) (*error_form_)(reply);
        out_.clear();
        append_head(out_, reply, ending);
        if (head_only || has_no_body(reply)) reply.body.clear();
        co_return co_await write_all(out_, reply.body);
    }

    // At once as far as the socket takes it, which for small replies is always all of it.
    asio::awaitable<bool> write_all(std::string_view head, std::string_view body) {
        allow(context_->limits.write);
        const std::array<asio::const_buffer, 2> both = {asio::buffer(head), asio::buffer(body)};
        ErrorCode error;
        std::size_t written = socket_.write_some(both, error);
        if (error && error != asio::error::would_block) co_return false;
        const std::size_t of_head = std::min(written, head.size());
        head.remove_prefix(of_head);
        body.remove_prefix(written - of_head);
        if (!head.empty() || !body.empty()) {
            const std::array<asio::const_buffer, 2> rest = {asio::buffer(head), asio::buffer(body)};
            co_await asio::async_write(
                socket_, rest, asio::redirect_error(asio::use_awaitable, error)
            );
        }
        co_return (!error || error == asio::error::would_block) && socket_.is_open();
    }

    asio::awaitable<bool> refuse(Reply reply) {
        ++context_->counts.replies[std::clamp(reply.status / 100, 0, 5)];
        const bool written = co_await write(std::move(reply), Ending::close, false);
        if (written) co_await linger();
        co_return false;
    }

    // Closing on a peer that still sends would reset the connection and take our reply with it.
    asio::awaitable<void> linger() {
        allow(context_->limits.linger);
        ErrorCode error;
        socket_.shutdown(tcp::socket::shutdown_send, error);
        received_.resize(read_size);
        for (std::size_t thrown = 0; !error && thrown < linger_max;) {
            const auto room = asio::buffer(received_.data(), read_size);
            thrown += co_await socket_.async_read_some(
                room, asio::redirect_error(asio::use_awaitable, error)
            );
        }
    }

    void close() {
        ErrorCode ignored;
        socket_.close(ignored);
    }

    tcp::socket socket_;
    RequestReader reader_;
    std::string received_;  // and not yet taken by the reader
    std::string head_;      // raw: a WebSocket's handshake reads it again
    std::string out_;
    bool idle_ = false;
    bool stuck_ = false;
    std::size_t in_row_ = 0;  // requests that were already waiting when the one before was answered
    Upgrade upgrade_;
    const ErrorForm* error_form_ = nullptr;  // of the path asked for
};

}  // namespace

asio::awaitable<void> serve_http(ContextPtr context, tcp::socket socket, std::string address) {
    auto session = std::make_unique<HttpSession>(context, std::move(socket), address);
    co_await session->run();
    if (session->upgrading_to() == nullptr) co_return;
    tcp::socket upgraded = session->take_socket();
    Upgrade upgrade = session->take_upgrade();
    session.reset();
    co_await serve_websocket(
        std::move(context), std::move(upgraded), std::move(address), std::move(upgrade)
    );
}

}  // namespace gateway::http
