#pragma once
#include "gateway/channels/channel.h"
#include "gateway/config/quiet_hours.h"
#include "gateway/delivery/backlog.h"
#include "gateway/delivery/breaker.h"
#include "gateway/delivery/recipient_paces.h"
#include "gateway/delivery/schedule.h"
#include "gateway/delivery/sender.h"
#include "gateway/http/client.h"
#include "gateway/ops/channel_log.h"
#include "gateway/ops/clock.h"
#include "gateway/ops/metrics.h"
#include "gateway/ops/pace.h"
#include "gateway/store/news.h"
#include "gateway/store/store.h"
#include "storage/outbox.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <optional>
#include <string>

namespace gateway::delivery {

// Takes one channel's parts out of the outbox to its provider: one person's in their order, many
// people's at once, as fast as the channel may and only while its provider answers. The intent to
// send is on disk before the call and its outcome after it; what lies between when the process
// dies is `unknown` and is not sent again. Loop thread.
class Courier {
public:
    // Writes down, in the transaction of a part's outcome, that its message came further.
    using Journal = std::function<Result<void>(Connection&, const storage::OutboxPart&, Time now)>;

    // What follows, in the same transaction, when a part is known not to have been sent; gives
    // whether there are new parts in the outbox.
    using Refused = std::function<
        Result<bool>(Connection&, const storage::OutboxPart&, const channels::Rejected&, Time now)>;

    // What was told of a part before the provider's answer named it, in the transaction of that
    // answer; gives whether there are new parts.
    using Named = std::function<Result<bool>(
        Connection&, const storage::OutboxPart&, const std::string& provider_id, Time now
    )>;

    struct Tools {
        boost::asio::io_context& loop;
        Store& store;
        http::Client&
            client;  // of this channel alone: another's slow provider takes no thread here
        ops::Clock clock;
        ops::Metrics& metrics;
        News& news;
        Journal journal{};
        Refused refused{};
        Named named{};
        std::optional<ops::Pace> rate{};   // nothing: as fast as the provider takes it
        config::QuietHours quiet_hours{};  // no notice leaves then
        ops::Exchanges* log = nullptr;     // nothing: what passes is not written down
    };

    // People served at the same time: as many as the client has threads.
    static constexpr int max_under_way = 4;
    // Messages that are changed at a time: what is more stays as it is, so that no flood of presses
    // keeps answers waiting for a thread.
    static constexpr int max_settling = 16;
    // An answer a day late is none: it is `failed` too, however often it was tried.
    static constexpr std::chrono::hours good_for{24};

    Courier(const channels::Channel& channel, Tools tools);

    // There may be new parts: fetch and send them. Also called once at the start, for what was
    // left.
    void wake();
    void stop();

    // Shows on a message of ours which of its buttons was pressed. Tried once: the message says all
    // the same without it, so what becomes of it is only written down.
    void settle(channels::Pressed pressed);

    const std::string& channel() const { return channel_.name(); }
    std::size_t held() const { return schedule_.held(); }
    bool is_full() const;
    bool has_more() const { return backlog_.has_more(); }  // in the database
    // When the part that waits longest was written; nothing when none waits.
    std::optional<Time> oldest() const { return schedule_.oldest(); }
    int under_way() const { return under_way_; }
    int settling() const { return settling_; }
    // Nothing is being fetched or sent at this moment.
    bool is_idle() const { return !fetching_ && under_way_ == 0 && settling_ == 0; }
    const TokenKeeper& token() const { return sender_.token(); }
    Breaker::State breaker() const { return breaker_.state(tools_.clock()); }
    // What the last call said against the provider; empty when it said nothing.
    const std::string& trouble() const { return trouble_; }

private:
    struct Left {  // of a part that was tried
        bool settled = true;
        Time next_at{};
        int attempts = 0;
    };

    boost::asio::awaitable<void> fetch();
    void start_waiting();
    bool is_too_soon(const storage::OutboxPart& part, Time now);
    void sleep(Time now);
    boost::asio::awaitable<void> serve(storage::OutboxPart part);
    boost::asio::awaitable<Left> deliver(storage::OutboxPart part);
    boost::asio::awaitable<void> settle_now(channels::Pressed pressed);
    boost::asio::awaitable<void> record(
        storage::OutboxPart part, storage::SendResult result, channels::SendOutcome outcome
    );
    void learn_from(const channels::SendOutcome& outcome);

    const channels::Channel& channel_;
    Tools tools_;
    Sender sender_;
    Breaker breaker_;
    std::string trouble_;
    Schedule schedule_;
    Backlog backlog_;
    RecipientPaces paces_;
    int under_way_ = 0;
    int settling_ = 0;
    bool fetching_ = false;
    bool again_ = false;
    bool stopping_ = false;
    boost::asio::steady_timer retry_;
};

}  // namespace gateway::delivery
