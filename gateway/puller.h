#pragma once
#include "gateway/channels/channel.h"
#include "gateway/delivery/token.h"
#include "gateway/http/client.h"
#include "gateway/ops/channel_log.h"
#include "gateway/ops/clock.h"
#include "gateway/ops/metrics.h"
#include "gateway/store/store.h"
#include "gateway/turns/turns.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace gateway {

// Fetches the messages of a channel whose hook says only that there are some: one fetch at a time,
// page by page. A page's cursor is committed with its last message, so after a crash the page is
// fetched again and what was taken of it is known as a repeat. What waits is fetched at the start
// as well: a hook may be acknowledged before anything came of it. Loop thread.
class Puller {
public:
    using Mark =
        std::function<boost::asio::awaitable<Result<void>>(std::vector<channels::Receipt>)>;

    struct Tools {
        boost::asio::io_context& loop;
        Store& store;
        http::Client& client;
        turns::Turns& turns;
        ops::Clock clock;
        Mark mark;  // keeps receipts
        ops::Metrics& metrics;
        ops::Exchanges* log = nullptr;  // nothing: what passes is not written down
    };

    Puller(const channels::Channel& channel, turns::Voice voice, Tools tools);

    // Fetches what came while nobody listened.
    void start();
    // There may be something.
    void wake(channels::Pull pull);
    void stop();

    bool is_idle() const { return !under_way_; }

    const std::string& channel() const { return channel_.name(); }
    // Fails while the last fetch did, and says why.
    Result<void> state() const;

private:
    boost::asio::awaitable<void> run();
    boost::asio::awaitable<Result<void>> fetch(channels::Pull pull);
    boost::asio::awaitable<Result<channels::Pulled>> page(channels::Pull pull, std::string cursor);
    boost::asio::awaitable<Result<void>> keep(std::string source, channels::Pulled pulled);
    boost::asio::awaitable<void> pause(int failures);
    Result<channels::Pulled> read(const Result<http::Answer>& answer) const;
    void complain(const Error& error);

    const channels::Channel& channel_;
    turns::Voice voice_;
    Tools tools_;
    delivery::TokenKeeper token_;
    std::vector<channels::Pull> waiting_;  // one a source, with its newest ticket
    std::string trouble_;
    std::optional<Time> failing_since_;
    ops::Counter failures_;
    bool under_way_ = false;
    bool stopping_ = false;
    boost::asio::steady_timer again_;
};

}  // namespace gateway
