#pragma once
#include "gateway/channels/channel.h"
#include "gateway/http/client.h"
#include "gateway/ops/channel_log.h"
#include "gateway/ops/clock.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <string>

namespace gateway::delivery {

// A channel's access token: fetched when first needed, renewed before it ends or when the provider
// refuses it, and by one caller at a time. Loop thread.
class TokenKeeper {
public:
    TokenKeeper(
        boost::asio::io_context& loop,
        const channels::Channel& channel,
        http::Client& client,
        ops::Clock clock,
        ops::Exchanges* log = nullptr  // nothing: what passes is not written down
    );

    // Empty for channels that need none. Faults: those of the call, or of the provider's answer.
    boost::asio::awaitable<dialogs::Result<std::string>> token();

    // The provider no longer takes `value`: the next caller fetches another.
    void discard(const std::string& value);

    bool is_good() const;
    // Why the last call for one came to nothing; empty when it did not.
    const std::string& trouble() const { return trouble_; }

private:
    boost::asio::awaitable<dialogs::Result<void>> renew(channels::Call call);
    dialogs::Result<channels::Token> read(const dialogs::Result<http::Answer>& answer) const;
    void take(const dialogs::Result<channels::Token>& fresh);

    const channels::Channel& channel_;
    http::Client& client_;
    ops::Clock clock_;
    ops::Exchanges* log_;
    std::string value_;
    std::string trouble_;
    dialogs::Time good_until_{};
    bool renewing_ = false;
    boost::asio::steady_timer
        renewed_;  // cancelled when a renewal is over: wakes those who wait for it
};

// As the outbound client takes it.
http::Call to_http(const channels::Call& call);

}  // namespace gateway::delivery
