#pragma once
#include "gateway/http/message.h"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

// A WebSocket as its users see it. Everything happens on the loop thread. Whoever keeps a SocketPtr
// lets go of it in on_close: until then the connection counts as open.

namespace gateway::http {

class Socket {
public:
    virtual ~Socket() = default;

    // Queues a text frame and returns at once. A peer too slow for its queue is closed with 1013
    // and what it did not take is dropped; after a close nothing is sent.
    virtual void send(std::string text) = 0;
    virtual void close(std::uint16_t code, std::string reason) = 0;
    virtual bool is_open() const = 0;
};

using SocketPtr = std::shared_ptr<Socket>;

struct SocketOptions {
    // "https://mz.example.gov.cn"; pages served under the request's own Host are always welcome,
    // and so is a caller that sends no Origin (it is no browser, so no other site speaks through
    // it).
    std::vector<std::string> origins;
    // Subprotocols that are spoken here: the first of them that the caller offers is agreed on. One
    // that offers none is let in all the same; one that only offers others hears of none.
    std::vector<std::string> protocols;
    std::size_t message_max = 16384;         // bytes; a longer one is closed with 1009
    std::chrono::milliseconds ping{20'000};  // of silence; twice that and the peer is gone
    std::size_t queue_max = 256;             // frames waiting for a slow peer
    std::size_t queue_bytes_max = 1 << 20;
};

struct SocketHandler {
    // Optional: whether the upgrade may happen. Status 101 is yes, anything else is the answer.
    std::function<boost::asio::awaitable<Reply>(Request)> admit;
    std::function<void(SocketPtr, const Request&)> on_open;
    std::function<void(SocketPtr, std::string)> on_text;  // valid UTF-8
    std::function<void(SocketPtr)> on_close;              // exactly once for each on_open
};

}  // namespace gateway::http
