#pragma once
#include "gateway/channels/channel.h"
#include "gateway/ops/clock.h"
#include "gateway/ops/metrics.h"
#include "gateway/ops/pace.h"
#include "gateway/ops/random_pool.h"
#include "gateway/receipts.h"
#include "gateway/store/store.h"
#include "gateway/turns/address_hash.h"
#include "gateway/turns/turns.h"
#include "storage/inbox.h"

#include <boost/asio/awaitable.hpp>
#include <boost/unordered/unordered_flat_map.hpp>

#include <functional>
#include <memory>
#include <optional>

namespace gateway {

// Takes what a provider's call brought, once it is known to be his: receipts, consents, messages.
// The reply says yes only when all of it is on disk. Loop thread.
class Reception {
public:
    // A channel, and who is told of what the reply cannot carry.
    struct Entry {
        const channels::Channel* channel;
        turns::Voice voice;
        std::function<void(channels::Pull)> pull{};       // for channels that are fetched from
        std::function<void(channels::Pressed)> settle{};  // for channels with buttons
    };
    struct Tools {
        Store& store;
        turns::Turns& turns;
        Receipts& receipts;
        ops::Metrics& metrics;
        ops::Clock clock;
    };

    explicit Reception(Tools tools) : tools_(std::move(tools)) {}

    boost::asio::awaitable<http::Reply> keep(const Entry& entry, channels::Received received);

    channels::Ambient ambient(dialogs::Time now);

private:
    boost::asio::awaitable<http::Reply> keep_messages(
        const Entry& entry, channels::Received received
    );
    boost::asio::awaitable<http::Reply> take(
        const Entry& entry, std::shared_ptr<const channels::ReplyTo> to, dialogs::Message message
    );
    boost::asio::awaitable<Result<void>> keep_opt_ins(
        const channels::Channel& channel, channels::Received& received
    );
    http::Reply turn_away(const Entry& entry, const channels::ReplyTo& to);
    using Before = std::optional<storage::Delivery>;
    boost::asio::awaitable<Result<Before>> find_before(dialogs::Message message);
    bool within_quota(const dialogs::Address& address);

    Tools tools_;
    ops::RandomPool random_;
    // By the address's hash: who shares one shares a pace, which is as harmless as it is unlikely.
    boost::unordered_flat_map<std::size_t, ops::Pace> paces_;
};

}  // namespace gateway
