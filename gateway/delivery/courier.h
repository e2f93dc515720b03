#pragma once
#include "gateway/channels/channel.h"
#include "gateway/delivery/token.h"
#include "gateway/http/client.h"
#include "gateway/ops/clock.h"
#include "gateway/ops/metrics.h"
#include "gateway/store/news.h"
#include "gateway/store/store.h"
#include "storage/outbox.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <deque>
#include <map>
#include <string>

namespace gateway::delivery {

// Takes one channel's parts out of the outbox to its provider: one person's in their order, many
// people's at once. The intent to send is on disk before the call and its outcome after it; what
// lies between when the process dies is `unknown` and is not sent again. Loop thread.
class Courier {
public:
    // Writes down, in the transaction of a part's outcome, that its message came further.
    using Journal = std::function<Result<void>(Connection&, const storage::OutboxPart&, Time now)>;

    struct Tools {
        boost::asio::io_context& loop;
        Store& store;
        http::Client& client;
        ops::Clock clock;
        ops::Metrics& metrics;
        News& news;
        Journal journal{};
    };

    // People served at the same time: as many as the client has threads.
    static constexpr int max_under_way = 4;
    // Parts held in memory; the others wait in the database.
    static constexpr int max_held = 1000;
    // After the last one a part is `failed` and shown to a clerk as such.
    static constexpr int max_attempts = 8;

    Courier(const channels::Channel& channel, Tools tools);

    // There may be new parts: fetch and send them. Also called once at the start, for what was
    // left.
    void wake();
    void stop();

    const std::string& channel() const { return channel_.name(); }
    std::size_t held() const { return held_; }
    int under_way() const { return under_way_; }
    const TokenKeeper& token() const { return token_; }

private:
    struct Queue {
        std::deque<storage::OutboxPart> parts;
        bool under_way = false;
    };

    boost::asio::awaitable<void> fetch();
    void start_waiting();
    void start_again_at(Time when);
    boost::asio::awaitable<void> serve(std::string recipient);
    boost::asio::awaitable<bool> deliver(storage::OutboxPart& part);
    boost::asio::awaitable<channels::SendOutcome> send(const storage::OutboxPart& part);
    boost::asio::awaitable<void> record(
        const storage::OutboxPart& part, storage::SendResult result
    );
    storage::SendResult result_of(
        const storage::OutboxPart& part, const channels::SendOutcome& outcome
    ) const;

    const channels::Channel& channel_;
    Tools tools_;
    TokenKeeper token_;
    std::map<std::string, Queue> waiting_;  // by recipient
    std::size_t held_ = 0;
    int under_way_ = 0;
    std::int64_t last_seen_ = 0;
    bool fetching_ = false;
    bool again_ = false;
    bool stopping_ = false;
    boost::asio::steady_timer retry_;
};

// How long to wait before try number `attempts` + 1: 2 s, 4 s, … at most ten minutes, and up to a
// quarter less, so that a thousand messages of one outage do not come back in step.
std::chrono::milliseconds backoff(int attempts, std::uint32_t noise);

}  // namespace gateway::delivery
