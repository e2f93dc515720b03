#pragma once
#include "gateway/config/config.h"
#include "gateway/delivery/courier.h"
#include "gateway/desk/control.h"
#include "gateway/http/client.h"
#include "gateway/ops/health.h"

#include <boost/asio/steady_timer.hpp>

#include <memory>
#include <string>
#include <vector>

namespace gateway {

// Every channel's courier and the client it calls with, which no other channel shares. Looks now
// and then for parts that another process put into the outbox, and counts what lies there dead.
// Loop thread.
class PostOffice {
public:
    struct Tools {
        boost::asio::io_context& loop;
        Store& store;
        ops::Clock clock;
        ops::Metrics& metrics;
        News& news;
        config::QuietHours quiet_hours;
        desk::Plan plan;  // how each channel cuts a text
        ops::ChannelLog& log;
    };

    explicit PostOffice(Tools tools);

    // The client that calls this channel's provider; it lives as long as the post office.
    http::Client& add(const config::Channel& settings, const channels::Channel& channel);

    void start();
    void stop();
    // Nothing is being sent any more.
    bool is_idle() const;

    // Shown, but not deciding: a provider that is down must not take the gateway away from the
    // other channels.
    void add_checks(ops::Health& health) const;
    void refresh_metrics() const;

private:
    boost::asio::awaitable<void> look_round();
    boost::asio::awaitable<void> count_dead_letters();

    Tools tools_;
    std::vector<std::unique_ptr<http::Client>> clients_;
    std::vector<std::unique_ptr<delivery::Courier>> couriers_;
    boost::asio::steady_timer tick_;
    bool stopping_ = false;
};

}  // namespace gateway
