#pragma once
#include "gateway/channels/channel.h"
#include "gateway/channels/proofs.h"
#include "gateway/http/router.h"
#include "gateway/ops/channel_log.h"
#include "gateway/ops/clock.h"
#include "gateway/ops/metrics.h"
#include "gateway/reception.h"

#include <boost/asio/awaitable.hpp>

#include <map>
#include <string>

namespace gateway {

// Where providers knock: /hooks/{channel}, /hooks/{channel}/{secret} and …/receipts. Who is none of
// them is refused here, and all that passes is written down; what they bring the reception takes. A
// 200 leaves only after everything in the call is on disk. Loop thread.
class Hooks {
public:
    using Entry = Reception::Entry;
    struct Tools {
        Reception::Tools reception;
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
    http::Reply refuse(Door& door, const Error& error);
    http::Reply pull(const Entry& entry, channels::Pull pull);

    std::map<std::string, Door> doors_;
    ops::Metrics& metrics_;
    ops::Clock clock_;
    Reception reception_;
};

}  // namespace gateway
