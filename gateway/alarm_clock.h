#pragma once
#include "gateway/ops/clock.h"
#include "gateway/store/store.h"
#include "gateway/turns/turns.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

namespace gateway {

// Wakes sessions whose time has come. The wake-ups are rows, so they survive a restart; this only
// looks for due ones every second. Loop thread.
class AlarmClock {
public:
    AlarmClock(
        boost::asio::io_context& loop,
        Store& store,
        turns::Turns& turns,
        turns::VoiceOf voice_of,
        ops::Clock clock
    );

    void start();
    void stop();

private:
    boost::asio::awaitable<void> run();
    boost::asio::awaitable<void> wake_due();

    boost::asio::io_context& loop_;
    Store& store_;
    turns::Turns& turns_;
    turns::VoiceOf voice_of_;
    ops::Clock clock_;
    boost::asio::steady_timer tick_;
    bool stopping_ = false;
};

}  // namespace gateway
