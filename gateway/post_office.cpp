#include "gateway/post_office.h"

#include "gateway/desk/fallback.h"
#include "gateway/desk/held_notices.h"
#include "gateway/desk/journal.h"
#include "gateway/ops/log.h"
#include "gateway/ops/task.h"
#include "storage/dead_letters.h"
#include "storage/held_notices.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace gateway {
namespace {

namespace asio = boost::asio;
using delivery::Breaker;
using delivery::Courier;

constexpr std::chrono::seconds wake_every{15};

// The hosts a channel may call: nobody else is ever called by it.
std::vector<std::string> provider_hosts(const config::Channel& channel) {
    std::vector<std::string> hosts;
    for (const auto& address : config::called_by(channel))
        if (auto host = http::host_of(address); host) hosts.push_back(*host);
    return hosts;
}

std::optional<ops::Pace> pace_of(const std::optional<config::Rate>& rate) {
    if (!rate) return std::nullopt;
    return ops::Pace(static_cast<std::size_t>(rate->messages), rate->per);
}

std::string_view name_of(Breaker::State state) {
    switch (state) {
        case Breaker::State::closed: return "closed";
        case Breaker::State::half_open: return "half open";
        case Breaker::State::open: return "open";
    }
    return "open";
}

std::chrono::seconds age_of(const Courier& courier, Time now) {
    const auto oldest = courier.oldest();
    return std::chrono::floor<std::chrono::seconds>(oldest ? now - *oldest : now - now);
}

// Whether it gets rid of what it has; a token that was refused stops everything to come as well.
Result<void> state_of(const Courier& courier) {
    const auto& refused = courier.token().trouble();
    if (!refused.empty()) return Error{Fault::unavailable, "no token: " + refused};
    if (courier.breaker() != Breaker::State::closed)
        return Error{
            Fault::unavailable,
            "its provider does not take what it is given: " + courier.trouble()};
    if (!courier.is_full()) return {};
    return Error{Fault::unavailable, "over a thousand answers wait to be sent"};
}

// "token good, breaker closed, 12 waiting, the oldest for 40 s"
std::string standing_of(const Courier& courier, Time now) {
    auto words = fmt::format(
        "token {}, breaker {}, {}{} waiting",
        courier.token().is_good() ? "good" : "missing",
        name_of(courier.breaker()),
        courier.held(),
        courier.has_more() ? " and more" : ""
    );
    if (courier.held() > 0)
        words += fmt::format(", the oldest for {} s", age_of(courier, now).count());
    return words;
}

}  // namespace

PostOffice::PostOffice(Tools tools)
    : tools_(std::move(tools)),
      refused_(refused(tools_.ways)),
      receipts_({tools_.store, tools_.news, tools_.clock, refused_}),
      tick_(tools_.loop) {
    tools_.news.listen([this](const Committed& committed) {
        if (!committed.to_send) return;
        for (const auto& courier : couriers_)
            courier->wake();
    });
}

http::Client& PostOffice::add(const config::Channel& settings, const channels::Channel& channel) {
    http::ClientLimits limits;
    limits.intranet = settings.intranet;
    clients_.push_back(std::make_unique<http::Client>(tools_.loop, provider_hosts(settings), limits)
    );
    const Courier::Journal journal =
        [](Connection& connection, const storage::OutboxPart& part, Time now) {
            return desk::status_changed(connection, part.conversation, part.message, now);
        };
    Courier::Tools tools{
        tools_.loop,
        tools_.store,
        *clients_.back(),
        tools_.clock,
        tools_.metrics,
        tools_.news,
        journal};
    tools.rate = pace_of(settings.rate);
    tools.refused = refused_;
    tools.named = receipts_.named();
    tools.quiet_hours = tools_.quiet_hours;
    tools.log = &tools_.log.of(settings.name);
    couriers_.push_back(std::make_unique<Courier>(channel, std::move(tools)));
    add_inquirer(channel);
    return *clients_.back();
}

void PostOffice::add_inquirer(const channels::Channel& channel) {
    if (!channel.capabilities().queries) return;
    const auto mark = [this, &channel](std::vector<channels::Receipt> receipts) {
        return receipts_.keep(channel, std::move(receipts));
    };
    delivery::Inquirer::Tools tools{
        tools_.loop,
        tools_.store,
        *clients_.back(),
        tools_.clock,
        mark,
        &tools_.log.of(channel.name())};
    inquirers_.push_back(std::make_unique<delivery::Inquirer>(channel, std::move(tools)));
}

Courier::Refused PostOffice::refused(const desk::Ways& ways) {
    using Reason = channels::Rejected::Reason;
    return [ways](
               Connection& connection,
               const storage::OutboxPart& part,
               const channels::Rejected& why,
               Time now
           ) -> Result<bool> {
        if (why.reason == Reason::opted_out) {
            auto stopped = desk::stopped_by_provider(connection, part.conversation, why.code, now);
            if (!stopped) return stopped.error();
        }
        return desk::fall_back(connection, part, why, ways, now);
    };
}

void PostOffice::settle(const std::string& channel, channels::Pressed pressed) {
    for (const auto& courier : couriers_)
        if (courier->channel() == channel) return courier->settle(std::move(pressed));
}

void PostOffice::start() { ops::spawn(tools_.loop, "post_office", look_round()); }

void PostOffice::stop() {
    stopping_ = true;
    tick_.cancel();
    for (const auto& courier : couriers_)
        courier->stop();
    for (const auto& inquirer : inquirers_)
        inquirer->stop();
}

bool PostOffice::is_idle() const {
    const auto sent = [](const auto& courier) {
        return courier->under_way() == 0 && courier->settling() == 0;
    };
    const auto asked = [](const auto& inquirer) { return inquirer->is_idle(); };
    return std::ranges::all_of(couriers_, sent) && std::ranges::all_of(inquirers_, asked);
}

asio::awaitable<void> PostOffice::look_round() {
    while (!stopping_) {
        for (const auto& courier : couriers_)
            courier->wake();
        for (const auto& inquirer : inquirers_)
            inquirer->wake();
        co_await release_notices();
        co_await count_dead_letters();
        if (stopping_) break;
        tick_.expires_after(wake_every);
        boost::system::error_code woken;
        co_await tick_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    }
}

// A write only when there is something to write.
asio::awaitable<void> PostOffice::release_notices() {
    using Held = std::vector<storage::held_notices::Held>;
    using Shown = std::vector<std::int64_t>;
    const auto now = tools_.clock();
    if (config::quiet_until(tools_.quiet_hours, now)) co_return;
    std::function<Result<Held>(Connection&)> look = [](Connection& connection) {
        return storage::held_notices::waiting(connection, 1);
    };
    auto waiting = co_await tools_.store.read<Held>(std::move(look));
    if (!waiting || waiting->empty()) co_return;
    std::function<Result<Shown>(Connection&)> job = [now](Connection& connection) {
        return desk::release_notices(connection, now);
    };
    auto shown = co_await tools_.store.write<Shown>(std::move(job));
    if (!shown) co_return;
    for (const auto conversation : *shown) {
        const Committed committed{conversation, false};
        tools_.news.ring(committed);
    }
}

asio::awaitable<void> PostOffice::count_dead_letters() {
    std::function<Result<std::int64_t>(Connection&)> job = storage::dead_letters::count;
    auto counted = co_await tools_.store.read<std::int64_t>(std::move(job));
    if (counted) tools_.metrics.dead_letters().set(static_cast<double>(*counted));
}

void PostOffice::add_checks(ops::Health& health) const {
    for (const auto& courier : couriers_) {
        const auto* one = courier.get();
        const ops::Health::Check check = [one] { return state_of(*one); };
        const auto standing = [one, clock = tools_.clock] { return standing_of(*one, clock()); };
        health.add("channel " + one->channel(), check, false, standing);
    }
}

void PostOffice::refresh_metrics() const {
    const auto now = tools_.clock();
    for (const auto& courier : couriers_) {
        const auto& name = courier->channel();
        tools_.metrics.queue_depth(name).set(static_cast<double>(courier->held()));
        const auto age = static_cast<double>(age_of(*courier, now).count());
        tools_.metrics.queue_oldest(name).set(age);
        tools_.metrics.breaker(name).set(static_cast<double>(courier->breaker()));
    }
}

}  // namespace gateway
