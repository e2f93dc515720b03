#include "gateway/alarm_clock.h"

#include "gateway/ops/log.h"
#include "gateway/ops/task.h"
#include "storage/timers.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace gateway {
namespace {

namespace asio = boost::asio;

// Sessions woken in one go; the rest follow a second later.
constexpr int timers_at_once = 200;

}  // namespace

AlarmClock::AlarmClock(
    asio::io_context& loop,
    Store& store,
    turns::Turns& turns,
    turns::VoiceOf voice_of,
    ops::Clock clock
)
    : loop_(loop),
      store_(store),
      turns_(turns),
      voice_of_(std::move(voice_of)),
      clock_(std::move(clock)),
      tick_(loop) {}

void AlarmClock::start() { ops::spawn(loop_, "alarm_clock", run()); }

void AlarmClock::stop() {
    stopping_ = true;
    tick_.cancel();
}

asio::awaitable<void> AlarmClock::run() {
    while (!stopping_) {
        co_await wake_due();
        tick_.expires_after(std::chrono::seconds(1));
        boost::system::error_code woken;
        co_await tick_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    }
}

asio::awaitable<void> AlarmClock::wake_due() {
    const auto now = clock_();
    std::function<Result<std::vector<storage::Timer>>(Connection&)> job =
        [now](Connection& connection) {
            return storage::due_timers(connection, now, timers_at_once);
        };
    auto due = co_await store_.read<std::vector<storage::Timer>>(std::move(job));
    if (!due) co_return;
    for (const auto& timer : *due) {
        auto woken = co_await turns_.wake(timer, voice_of_);
        if (!woken)
            ops::log::warn(
                "wake_failed", {{"conversation", timer.conversation}, {"why", woken.error().detail}}
            );
    }
}

}  // namespace gateway
