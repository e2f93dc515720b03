#pragma once
#include "gateway/http/message.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

// Turns bytes, as they come, into a request; knows no sockets. What smuggles (two lengths, a length
// with chunks) or exceeds a limit is refused with its status.

namespace gateway::http {

struct ReaderLimits {
    std::size_t header_max;
    std::size_t fields_max;
    std::size_t target_max;
};

class RequestReader {
public:
    explicit RequestReader(ReaderLimits limits);
    ~RequestReader();

    // Makes ready for the next request of the connection.
    void reset();

    // Takes from the front of `bytes` and says how many; stops after the head, until accept_body().
    std::size_t put(std::string_view bytes);

    bool has_head() const;
    bool is_complete() const;
    int refusal() const;  // the status to refuse with, after which the connection must close; or 0

    // Once the head is there. A body over `max` bytes is refused with 413.
    void accept_body(std::size_t max);
    bool has_body() const;
    bool expects_continue() const;
    bool wants_websocket() const;
    bool keep_alive() const;
    bool is_http_1_0() const;
    std::size_t body_left() const;  // bytes still to come, as far as announced

    Request& request();
    const Request& request() const;

private:
    class Parser;
    ReaderLimits limits_;
    std::unique_ptr<Parser> parser_;
};

}  // namespace gateway::http
