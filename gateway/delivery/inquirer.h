#pragma once
#include "gateway/channels/channel.h"
#include "gateway/http/client.h"
#include "gateway/ops/channel_log.h"
#include "gateway/ops/clock.h"
#include "gateway/store/store.h"
#include "storage/inquiries.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <functional>
#include <optional>
#include <vector>

namespace gateway::delivery {

// Asks one channel's provider what became of parts whose sending came to no clear answer, a few
// times in a day; what it could not learn by then is a clerk's to decide. Nothing is ever sent
// again by it. Loop thread.
class Inquirer {
public:
    // Keeps receipts, wherever they come from.
    using Mark =
        std::function<boost::asio::awaitable<Result<void>>(std::vector<channels::Receipt>)>;

    struct Tools {
        boost::asio::io_context& loop;
        Store& store;
        http::Client& client;
        ops::Clock clock;
        Mark mark;
        ops::Exchanges* log = nullptr;  // nothing: what passes is not written down
    };

    // Asked about at a time; the others wait for the next time.
    static constexpr int most_at_once = 20;

    Inquirer(const channels::Channel& channel, Tools tools);

    // Some may be due.
    void wake();
    void stop() { stopping_ = true; }
    bool is_idle() const { return !under_way_; }

private:
    using Inquiries = std::vector<storage::inquiries::Inquiry>;

    boost::asio::awaitable<void> run();
    boost::asio::awaitable<void> ask(storage::inquiries::Inquiry inquiry);

    const channels::Channel& channel_;
    Tools tools_;
    bool under_way_ = false;
    bool stopping_ = false;
};

// When to ask about a part that was tried then, after having asked so often: after a minute, when
// most receipts have come, and ever more seldom through a day. Nothing: never again.
std::optional<Time> ask_at(Time tried_at, int asked);

}  // namespace gateway::delivery
