#pragma once
#include "gateway/channels/channel.h"
#include "gateway/channels/proofs.h"
#include "gateway/http/router.h"
#include "gateway/ops/channel_log.h"
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
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gateway {

// Where providers knock: /hooks/{channel}, /hooks/{channel}/{secret} and …/receipts. A 200 leaves
// only after everything in the call is on disk. Loop thread.
class Hooks {
public:
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
        ops::ChannelLog& log;
    };

    Hooks(std::map<std::string, Entry> channels, Tools tools);

    void add_to(http::Router& router);

private:
    // A channel's door and what is counted at it; asking for a metric by name costs more than a
    // turn can spare.
    struct Door {
        Door(Entry at, ops::Metrics& metrics, ops::ChannelLog& log);
        Entry entry;
        channels::Calls calls;
        ops::Exchanges* log;
        channels::Proofs proofs{};
        ops::Counter kept, failed, refused, forged;
        ops::Histogram ack;
    };

    boost::asio::awaitable<http::Reply> receive(http::Request request);
    void note(Door& door, const std::string& method, int status, std::string became, Time started);
    void write_down(Door& door, const http::Request& request, const Error& refused, Time started);
    bool is_vouched_for(Door& door, const channels::Received& received, const std::string& body);
    void tell_skipped(Door& door, const channels::Received& received);
    boost::asio::awaitable<http::Reply> keep(const Entry& entry, channels::Received received);
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
    http::Reply refuse(Door& door, const Error& error);
    http::Reply pull(const Entry& entry, channels::Pull pull);
    channels::Ambient ambient(dialogs::Time now);
    bool within_quota(const dialogs::Address& address);

    std::map<std::string, Door> doors_;
    Tools tools_;
    ops::RandomPool random_;
    // By the address's hash: who shares one shares a pace, which is as harmless as it is unlikely.
    boost::unordered_flat_map<std::size_t, ops::Pace> paces_;
};

}  // namespace gateway
