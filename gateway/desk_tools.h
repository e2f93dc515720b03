#pragma once
#include "gateway/config/config.h"
#include "gateway/desk/api.h"
#include "gateway/ops/clock.h"
#include "gateway/ops/metrics.h"
#include "gateway/register/keys.h"
#include "gateway/roads.h"
#include "gateway/store/news.h"
#include "gateway/store/store.h"
#include "gateway/turns/turns.h"

#include <boost/asio/io_context.hpp>

#include <functional>

namespace gateway {

// What the desk is made of. All but the clock and `reload` outlives it.
struct DeskParts {
    boost::asio::io_context& loop;
    Store& store;
    News& news;
    ops::Clock clock;
    const config::Config& config;
    const registers::Keys& keys;
    const Roads& roads;
    const turns::Turns& turns;
    ops::Metrics& metrics;
    std::function<void()> reload;  // articles were changed; never called before the loop runs
};

// The desk's view of the gateway: channels by their roads, articles by the bundle in force. What
// articles are called and who works where is as it was when this is asked.
desk::ApiTools desk_tools(DeskParts parts);

}  // namespace gateway
