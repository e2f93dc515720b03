#pragma once
#include "gateway/channels/channel.h"
#include "gateway/config/config.h"
#include "gateway/delivery/token.h"
#include "gateway/http/client.h"
#include "gateway/ops/channel_log.h"
#include "gateway/ops/clock.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <string>

namespace gateway {

// The provider of a channel, as far as it has the files that residents sent. Loop thread.
class MediaSource {
public:
    MediaSource(
        boost::asio::io_context& loop,
        const config::Channel& settings,
        const channels::Channel& channel,
        const config::Media& limits,
        ops::Clock clock,
        ops::Exchanges* log  // nothing: what passes is not written down
    );

    // The file with that id, fetched from elsewhere where the provider says so.
    boost::asio::awaitable<dialogs::Result<channels::Media>> fetch(std::string id);

private:
    boost::asio::awaitable<dialogs::Result<channels::Media>> ask(std::string id);
    boost::asio::awaitable<dialogs::Result<channels::Media>> ask_elsewhere(std::string url);
    boost::asio::awaitable<dialogs::Result<http::Answer>> call(channels::Call wanted);

    const channels::Channel& channel_;
    std::chrono::milliseconds within_;
    ops::Clock clock_;
    ops::Exchanges* log_;
    http::Client client_;
    delivery::TokenKeeper token_;
};

}  // namespace gateway
