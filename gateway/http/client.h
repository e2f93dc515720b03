#pragma once
#include "dialogs/result.h"
#include "gateway/http/message.h"
#include "gateway/http/url.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

// Calls to other servers: blocking requests on a few threads of their own, awaited from the loop.
// No redirects, no proxies from the environment; https is verified; a name is looked up once, its
// addresses are checked, and a checked one is connected to.

namespace gateway::http {

struct Call {
    std::string method = "GET";
    std::string url;  // http or https
    Fields headers;
    std::string body;
    std::string type;                            // of the body
    std::chrono::milliseconds deadline{10'000};  // for all of it, from the moment of asking
};

struct ClientLimits {
    std::size_t threads = 4;
    std::size_t queue_max = 256;               // calls waiting for a thread, then busy
    std::size_t answer_max = 2 * 1024 * 1024;  // bytes
    std::chrono::milliseconds connect{5'000};
    bool intranet = false;  // names may lead to addresses that are not on the internet
};

class Client {
public:
    // `hosts` are the only ones that may be called, as names_host() reads them. Destruction waits
    // for calls under way, which end by their deadlines.
    Client(boost::asio::io_context& loop, std::vector<std::string> hosts, ClientLimits limits = {});
    ~Client();

    // Any status is an answer. Faults: denied (host not allowed, or its name leads where it must
    // not), malformed (bad URL), busy (queue
    // full), unavailable (nothing left this machine), too_large, and unknown when the request may
    // have arrived but its answer was lost.
    boost::asio::awaitable<dialogs::Result<Answer>> send(Call call);

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace gateway::http
