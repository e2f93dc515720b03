#pragma once
#include "dialogs/result.h"
#include "gateway/http/router.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

// The listener and its connections, all on the one thread that runs the io_context.

namespace gateway::http {

struct ServerLimits {
    std::size_t header_max = 8 * 1024;  // bytes, 431: cookies and proxies' fields fit three times
    std::size_t fields_max = 100;       // 431: browsers send about 20
    std::size_t target_max = 4 * 1024;  // bytes, 414: a long SMS percent-encoded is under 3 KB
    std::size_t pipelined_max =
        16;  // answered in a row without a pause, then the connection closes
    std::size_t connections_max = 10'000;  // about 3 KB each; under the usual open-files limit
    std::size_t per_address_max = 64;      // a school or an office behind one address
    std::chrono::milliseconds header{
        10'000};                              // from a request's first byte to its last header byte
    std::chrono::milliseconds body{10'000};   // 64 KB at the pace of 2G
    std::chrono::milliseconds idle{60'000};   // between requests
    std::chrono::milliseconds write{10'000};  // until the peer has taken a reply
    std::chrono::milliseconds linger{2'000};  // for a peer still sending to a refused request
    std::chrono::milliseconds sweep{250};     // how often deadlines are looked at
    // Reverse proxies: no limit by address, and the last X-Forwarded-For is taken for the peer.
    std::vector<std::string> trusted_proxies{"127.0.0.1", "::1"};
};

struct ServerCounts {
    std::size_t connections = 0;    // now
    std::size_t sockets = 0;        // WebSockets now
    std::uint64_t accepted = 0;     // connections ever
    std::uint64_t turned_away = 0;  // over a limit of connections
    std::uint64_t timed_out = 0;
    std::uint64_t replies[6] = {};  // by status / 100
};

class Server {
public:
    // Must be destroyed before `loop`; connections still open then are cut.
    Server(boost::asio::io_context& loop, Router router, ServerLimits limits = {});
    ~Server();

    // "127.0.0.1:8080", "[::1]:0". Accepts from when the loop runs. May be called again for more.
    dialogs::Result<void> listen(const std::string& address);
    std::uint16_t port() const;  // of the first listener: the real one where 0 was asked

    void stop_accepting();
    // Closes idle connections and WebSockets (1001), lets requests in flight finish, and cuts what
    // is left after `within`.
    boost::asio::awaitable<void> drain(std::chrono::milliseconds within);

    const ServerCounts& counts() const;

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace gateway::http
