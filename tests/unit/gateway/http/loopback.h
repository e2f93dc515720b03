#pragma once
#include "gateway/http/server.h"

#include <arpa/inet.h>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstdint>
#include <functional>
#include <future>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

// A server on a real socket, its loop on a thread, and a client that sends the bytes it is told.

namespace gateway::http {

class Loopback {
public:
    explicit Loopback(Router router, ServerLimits limits = {})
        : server_(std::in_place, loop, std::move(router), std::move(limits)) {
        const auto listening = server_->listen("127.0.0.1:0");
        EXPECT_TRUE(listening) << listening.error().detail;
        port = server_->port();
        thread_ = std::thread([this] { loop.run(); });
    }
    ~Loopback() {
        on_loop([this] { server_.reset(); });
        guard_.reset();
        loop.stop();
        thread_.join();
    }

    // Runs on the loop thread and waits until it has.
    void on_loop(const std::function<void()>& work) {
        std::promise<void> done;
        boost::asio::post(loop, [&] {
            work();
            done.set_value();
        });
        done.get_future().wait();
    }

    ServerCounts counts() {
        ServerCounts counts;
        on_loop([&] { counts = server_->counts(); });
        return counts;
    }

    // Asks again and again, at most `tries` times, without sleeping: each question is a round trip
    // through the loop.
    bool becomes(const std::function<bool(const ServerCounts&)>& wanted) {
        for (int tries = 0; tries < 1'000'000; ++tries) {
            if (wanted(counts())) return true;
        }
        return false;
    }

    Server& server() { return *server_; }

    boost::asio::io_context loop{1};
    std::uint16_t port = 0;

private:
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> guard_{
        loop.get_executor()};
    std::optional<Server> server_;
    std::thread thread_;
};

class RawClient {
public:
    explicit RawClient(std::uint16_t port) { connect(port); }
    RawClient() = default;
    ~RawClient() { ::close(socket_); }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    void connect(std::uint16_t port) {
        const timeval patience{10, 0};  // so that a wrong server fails a test instead of hanging it
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        EXPECT_EQ(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    }

    void send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return;  // refused early; what the server said is still to be read
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }
    void finish() { ::shutdown(socket_, SHUT_WR); }

    // Up to `size` bytes more; false at the end of the connection.
    bool read_some(std::string& into, std::size_t size = 65536) {
        std::string room(size, '\0');
        const ssize_t read = ::recv(socket_, room.data(), room.size(), 0);
        if (read < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            ADD_FAILURE() << "the server neither answered nor closed";
        if (read <= 0) return false;
        into.append(room, 0, static_cast<std::size_t>(read));
        return true;
    }

    std::string read_exactly(std::size_t size) {
        while (unread_.size() < size && read_some(unread_)) {
        }
        std::string bytes = unread_.substr(0, size);
        unread_.erase(0, bytes.size());
        return bytes;
    }

    // One reply: its head, and a body of Content-Length unless it answers a HEAD.
    std::string read_reply(bool head_only = false) {
        while (unread_.find("\r\n\r\n") == std::string::npos && read_some(unread_)) {
        }
        const std::size_t end = unread_.find("\r\n\r\n");
        if (end == std::string::npos) return read_exactly(unread_.size());
        std::string head = read_exactly(end + 4);
        const std::size_t length = head.find("Content-Length: ");
        if (length == std::string::npos || head_only) return head;
        return head + read_exactly(std::stoul(head.substr(length + 16)));
    }

    // Everything until the server closes.
    std::string read_all() {
        while (read_some(unread_)) {
        }
        return std::move(unread_);
    }

    std::string exchange(std::string_view request) {
        send(request);
        return read_reply();
    }

private:
    int socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
    std::string unread_;
};

inline int status_of(std::string_view reply) {
    return reply.starts_with("HTTP/1.1 ") ? std::stoi(std::string(reply.substr(9, 3))) : 0;
}

inline Handler says(std::string body) {
    return immediate([body = std::move(body)](const Request&) {
        Reply reply;
        reply.body = body;
        return reply;
    });
}

inline Handler echoes() {
    return immediate([](const Request& request) {
        Reply reply;
        reply.body = request.body;
        return reply;
    });
}

}  // namespace gateway::http
