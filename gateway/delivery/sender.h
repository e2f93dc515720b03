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

#include <functional>
#include <string>

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

    // A refusal says that nothing was sent: what the channel puts in the part's place goes at once,
    // and so does the part itself where the channel knows how to lift the refusal.
    boost::asio::awaitable<channels::SendOutcome> send(storage::OutboxPart part);

    // Shows on a message of ours which of its buttons was pressed.
    boost::asio::awaitable<channels::SendOutcome> settle(channels::Pressed pressed);

    const TokenKeeper& token() const { return token_; }

private:
    using Build = std::function<channels::Call(const std::string& token)>;

    boost::asio::awaitable<channels::SendOutcome> send_one(channels::Part part);
    boost::asio::awaitable<channels::SendOutcome> make(Build build);
    boost::asio::awaitable<channels::SendOutcome> lift(
        channels::Part part, channels::Rejected refused
    );
    boost::asio::awaitable<dialogs::Result<http::Answer>> ask(channels::Call call);

    const channels::Channel& channel_;
    Tools tools_;
    TokenKeeper token_;
};

}  // namespace gateway::delivery
