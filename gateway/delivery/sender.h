#pragma once
#include "gateway/channels/channel.h"
#include "gateway/delivery/token.h"
#include "gateway/http/client.h"
#include "gateway/ops/channel_log.h"
#include "gateway/ops/clock.h"
#include "gateway/ops/metrics.h"
#include "storage/outbox.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

namespace gateway::delivery {

// Makes the call that sends a part, and says what came of it. Knows no database: whoever calls it
// has written the intent down. Loop thread.
class Sender {
public:
    struct Tools {
        boost::asio::io_context& loop;
        http::Client& client;
        ops::Clock clock;
        ops::Metrics& metrics;
        ops::Exchanges* log = nullptr;  // nothing: what passes is not written down
    };

    Sender(const channels::Channel& channel, Tools tools);

    boost::asio::awaitable<channels::SendOutcome> send(storage::OutboxPart part);

    const TokenKeeper& token() const { return token_; }

private:
    const channels::Channel& channel_;
    Tools tools_;
    TokenKeeper token_;
};

}  // namespace gateway::delivery
