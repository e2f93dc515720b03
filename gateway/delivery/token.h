#pragma once
#include "gateway/channels/channel.h"
#include "gateway/http/client.h"
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
        ops::Clock clock
    );

    // Empty for channels that need none. Faults: those of the call, or of the provider's answer.
    boost::asio::awaitable<dialogs::Result<std::string>> token();

    // The provider no longer takes `value`: the next caller fetches another.
    void discard(const std::string& value);

    bool is_good() const;

private:
    boost::asio::awaitable<dialogs::Result<void>> renew(channels::Call call);

    const channels::Channel& channel_;
    http::Client& client_;
    ops::Clock clock_;
    std::string value_;
    dialogs::Time good_until_{};
    bool renewing_ = false;
    boost::asio::steady_timer
        renewed_;  // cancelled when a renewal is over: wakes those who wait for it
};

// As the outbound client takes it.
http::Call to_http(const channels::Call& call);

}  // namespace gateway::delivery
