#include "gateway/puller.h"

#include "gateway/delivery/exchange.h"
#include "gateway/ops/log.h"
#include "gateway/ops/task.h"
#include "storage/cursors.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace gateway {
namespace {

namespace asio = boost::asio;

// Pages of one fetch: three days of a county's messages are far fewer.
constexpr int max_pages = 1000;
constexpr int longest_pause_s = 300;

turns::Arrival arrival_of(
    const channels::Channel& channel, const turns::Voice& voice, channels::Pulled::Heard heard
) {
    turns::Arrival arrival;
    arrival.message = std::move(heard.message);
    arrival.voice = voice;
    if (heard.reply_to.way_back.empty()) return arrival;
    const auto to = std::make_shared<const channels::ReplyTo>(std::move(heard.reply_to));
    arrival.returning = [&channel, to](std::string part) {
        return channel.returning(*to, std::move(part));
    };
    return arrival;
}

// For the channel's log.
std::string became(const Result<channels::Pulled>& pulled) {
    if (!pulled) return "not fetched: " + pulled.error().detail;
    return fmt::format("fetched {}", pulled->heard.size() + pulled->receipts.size());
}

}  // namespace

Puller::Puller(const channels::Channel& channel, turns::Voice voice, Tools tools)
    : channel_(channel),
      voice_(std::move(voice)),
      tools_(std::move(tools)),
      token_(tools_.loop, channel, tools_.client, tools_.clock, tools_.log),
      failures_(tools_.metrics.pull_failures(channel.name())),
      again_(tools_.loop) {}

void Puller::start() {
    for (auto& pull : channel_.pulls())
        wake(std::move(pull));
}

void Puller::wake(channels::Pull pull) {
    const auto same = std::ranges::find(waiting_, pull.source, &channels::Pull::source);
    if (same == waiting_.end()) {
        waiting_.push_back(std::move(pull));
    } else if (!pull.ticket.empty()) {
        same->ticket = std::move(pull.ticket);
    }
    // A new ticket may help where the last call was refused.
    again_.cancel();
    if (under_way_ || stopping_) return;
    under_way_ = true;
    ops::spawn(tools_.loop, "pull", run());
}

void Puller::stop() {
    stopping_ = true;
    again_.cancel();
}

asio::awaitable<void> Puller::run() {
    int failures = 0;
    while (!waiting_.empty() && !stopping_) {
        auto pull = std::move(waiting_.front());
        waiting_.erase(waiting_.begin());
        auto fetched = co_await fetch(pull);
        if (fetched) {
            failures = 0;
            failing_since_.reset();
            continue;
        }
        complain(fetched.error());
        // The ticket may be what was wrong with it, and is good for minutes only.
        pull.ticket.clear();
        const bool told_again =
            std::ranges::find(waiting_, pull.source, &channels::Pull::source) != waiting_.end();
        if (!told_again) waiting_.push_back(std::move(pull));
        co_await pause(++failures);
    }
    under_way_ = false;
}

void Puller::complain(const Error& error) {
    trouble_ = error.detail;
    if (!failing_since_) failing_since_ = tools_.clock();
    failures_.add();
    ops::log::warn("pull_failed", {{"channel", channel_.name()}, {"why", trouble_}});
}

Result<void> Puller::state() const {
    if (!failing_since_) return {};
    const auto age = std::chrono::floor<std::chrono::seconds>(tools_.clock() - *failing_since_);
    return Error{
        Fault::unavailable,
        fmt::format("nothing can be fetched for {} s: {}", age.count(), trouble_)};
}

asio::awaitable<void> Puller::pause(int failures) {
    if (stopping_) co_return;
    const auto length = std::min(longest_pause_s, 1 << std::min(failures, 9));
    again_.expires_after(std::chrono::seconds(length));
    boost::system::error_code woken;
    co_await again_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
}

asio::awaitable<Result<void>> Puller::fetch(channels::Pull pull) {
    const auto name = channel_.name();
    const auto source = pull.source;
    std::function<Result<std::string>(Connection&)> look = [name, source](Connection& connection) {
        return storage::cursors::find(connection, name, source);
    };
    auto cursor = co_await tools_.store.read<std::string>(std::move(look));
    if (!cursor) co_return cursor.error();
    for (int pages = 0; pages < max_pages && !stopping_; ++pages) {
        auto pulled = co_await page(pull, *cursor);
        if (!pulled) co_return pulled.error();
        // Without a cursor the next page would be the first one again.
        const bool last = !pulled->more || pulled->cursor.empty();
        *cursor = pulled->cursor;
        auto kept = co_await keep(source, std::move(*pulled));
        if (!kept || last) co_return kept;
    }
    co_return Result<void>();
}

// Twice: with the token we have, and once more with a fresh one if that was stale.
asio::awaitable<Result<channels::Pulled>> Puller::page(channels::Pull pull, std::string cursor) {
    Error refused{Fault::unavailable, "the token was refused twice"};
    for (int tries = 0; tries < 2; ++tries) {
        auto token = co_await token_.token();
        if (!token) co_return token.error();
        const auto started = tools_.clock();
        const auto call = channel_.pull(pull, cursor, *token);
        auto answer = co_await tools_.client.send(delivery::to_http(call));
        auto pulled = read(answer);
        const delivery::Made made{call, answer, started, tools_.clock()};
        delivery::write_down(tools_.log, made, became(pulled));
        if (pulled || pulled.error().fault != Fault::denied) co_return pulled;
        token_.discard(*token);
    }
    co_return refused;
}

Result<channels::Pulled> Puller::read(const Result<http::Answer>& answer) const {
    // Whose call is not allowed has no stale token.
    if (!answer) return Error{Fault::unavailable, answer.error().detail};
    return channel_.read_pull(*answer);
}

asio::awaitable<Result<void>> Puller::keep(std::string source, channels::Pulled pulled) {
    if (!pulled.receipts.empty()) {
        auto marked = co_await tools_.mark(std::move(pulled.receipts));
        if (!marked) co_return marked.error();
    }
    const auto name = channel_.name();
    const auto cursor = pulled.cursor;
    std::function<Result<void>(Connection&)> advance = [name, source, cursor](Connection& connection
                                                       ) -> Result<void> {
        if (cursor.empty()) return {};
        return storage::cursors::keep(connection, name, source, cursor);
    };
    bool advanced = false;
    for (std::size_t i = 0; i < pulled.heard.size(); ++i) {
        const bool last = i + 1 == pulled.heard.size();
        auto arrival = arrival_of(channel_, voice_, std::move(pulled.heard[i]));
        if (last) arrival.alongside = advance;
        auto taken = co_await tools_.turns.take(std::move(arrival));
        if (!taken) co_return taken.error();
        advanced = last && !taken->repeated;
    }
    if (advanced) co_return Result<void>();
    auto done = co_await tools_.store.write<void>(std::move(advance));
    co_return done;
}

}  // namespace gateway
