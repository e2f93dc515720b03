#pragma once
#include "gateway/config/config.h"
#include "gateway/delivery/courier.h"
#include "gateway/delivery/inquirer.h"
#include "gateway/desk/fallback.h"
#include "gateway/http/client.h"
#include "gateway/ops/health.h"
#include "gateway/receipts.h"

#include <boost/asio/steady_timer.hpp>

#include <memory>
#include <string>
#include <vector>

namespace gateway {

// Every channel's courier and the client it calls with, which no other channel shares, and who asks
// its provider what became of doubtful parts. Looks now and then for parts that another process put
// into the outbox and for notices whose time has come, and counts what lies there dead. Loop
// thread.
class PostOffice {
public:
    struct Tools {
        boost::asio::io_context& loop;
        Store& store;
        ops::Clock clock;
        ops::Metrics& metrics;
        News& news;
        config::QuietHours quiet_hours;
        ops::ChannelLog& log;
        desk::Ways ways;  // how a person is told what one channel did not carry
    };

    explicit PostOffice(Tools tools);

    // Where what providers tell of sent parts is kept; it lives as long as the post office.
    Receipts& receipts() { return receipts_; }

    // The client that calls this channel's provider; it lives as long as the post office.
    http::Client& add(const config::Channel& settings, const channels::Channel& channel);

    // A button of a message that went by this channel was pressed.
    void settle(const std::string& channel, channels::Pressed pressed);

    void start();
    void stop();
    // Nothing is being sent any more.
    bool is_idle() const;

    // Shown, but not deciding: a provider that is down must not take the gateway away from the
    // other channels.
    void add_checks(ops::Health& health) const;
    void refresh_metrics() const;

private:
    // What follows a part that is known not to have arrived.
    static delivery::Courier::Refused refused(const desk::Ways& ways);
    void add_inquirer(const channels::Channel& channel);
    boost::asio::awaitable<void> look_round();
    boost::asio::awaitable<void> release_notices();
    boost::asio::awaitable<void> count_dead_letters();

    Tools tools_;
    delivery::Courier::Refused refused_;
    Receipts receipts_;
    std::vector<std::unique_ptr<http::Client>> clients_;
    std::vector<std::unique_ptr<delivery::Courier>> couriers_;
    std::vector<std::unique_ptr<delivery::Inquirer>> inquirers_;
    boost::asio::steady_timer tick_;
    bool stopping_ = false;
};

}  // namespace gateway
