#include "gateway/delivery/courier.h"

#include "gateway/ops/log.h"
#include "gateway/ops/task.h"

#include <openssl/rand.h>

#include <algorithm>

namespace gateway::delivery {
namespace {

namespace asio = boost::asio;

std::uint32_t noise() {
    std::uint32_t value = 0;
    RAND_bytes(reinterpret_cast<unsigned char*>(&value), sizeof value);
    return value;
}

channels::Ambient ambient(Time now) {
    channels::Ambient here;
    here.now = now;
    RAND_bytes(here.random.data(), static_cast<int>(here.random.size()));
    return here;
}

template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

channels::SendOutcome outcome_of(const Error& error, bool idempotent) {
    if (error.fault == Fault::unknown && idempotent) return channels::Deferred{"no_answer", {}};
    if (error.fault == Fault::unknown) return channels::Unclear{"no_answer"};
    if (error.fault == Fault::unavailable || error.fault == Fault::busy)
        return channels::Deferred{"unreachable", {}};
    return channels::Rejected{"refused_here"};
}

}  // namespace

std::chrono::milliseconds backoff(int attempts, std::uint32_t noise) {
    constexpr std::int64_t longest_ms = 600'000;
    const auto full = std::min(longest_ms, std::int64_t{1000} << std::clamp(attempts, 1, 16));
    return std::chrono::milliseconds(full - full / 4 * (noise % 1000) / 1000);
}

Courier::Courier(const channels::Channel& channel, Tools tools)
    : channel_(channel),
      tools_(tools),
      token_(tools.loop, channel, tools.client, tools.clock),
      retry_(tools.loop) {}

void Courier::wake() {
    again_ = true;
    if (fetching_ || stopping_) return;
    fetching_ = true;
    ops::spawn(tools_.loop, "fetch_outbox", fetch());
}

void Courier::stop() {
    stopping_ = true;
    retry_.cancel();
}

asio::awaitable<void> Courier::fetch() {
    while (again_ && !stopping_ && held_ < max_held) {
        again_ = false;
        const auto name = channel_.name();
        const auto after = last_seen_;
        std::function<Result<std::vector<storage::OutboxPart>>(Connection&)> job =
            [name, after](Connection& connection) {
                return storage::unsent_parts(connection, name, after, max_held);
            };
        auto parts = co_await tools_.store.read<std::vector<storage::OutboxPart>>(std::move(job));
        if (!parts) break;
        for (auto& part : *parts) {
            last_seen_ = part.id;
            ++held_;
            auto recipient = part.recipient;
            waiting_[recipient].parts.push_back(std::move(part));
        }
        if (parts->size() == std::size_t{max_held}) again_ = true;
        start_waiting();
    }
    fetching_ = false;
}

void Courier::start_waiting() {
    const auto now = tools_.clock();
    std::optional<Time> next;
    for (auto& [recipient, queue] : waiting_) {
        if (stopping_ || under_way_ >= max_under_way) return;
        if (queue.under_way || queue.parts.empty()) continue;
        const auto due = queue.parts.front().next_at;
        if (due > now) {
            next = next ? std::min(*next, due) : due;
            continue;
        }
        queue.under_way = true;
        ++under_way_;
        ops::spawn(tools_.loop, "deliver", serve(recipient));
    }
    if (next) start_again_at(*next);
}

void Courier::start_again_at(Time when) {
    retry_.expires_after(when - tools_.clock());
    retry_.async_wait([this](boost::system::error_code stopped) {
        if (!stopped) start_waiting();
    });
}

asio::awaitable<void> Courier::serve(std::string recipient) {
    auto& queue = waiting_[recipient];
    while (!stopping_ && !queue.parts.empty() && queue.parts.front().next_at <= tools_.clock()) {
        const bool settled = co_await deliver(queue.parts.front());
        if (settled) {
            queue.parts.pop_front();
            --held_;
        }
    }
    queue.under_way = false;
    --under_way_;
    if (queue.parts.empty()) waiting_.erase(recipient);
    start_waiting();
    if (again_) wake();
}

// True when the part needs no more work from us.
asio::awaitable<bool> Courier::deliver(storage::OutboxPart& part) {
    std::function<Result<bool>(Connection&)> intend = [part](Connection& connection) {
        return storage::begin_sending(connection, part);
    };
    auto begun = co_await tools_.store.write<bool>(std::move(intend));
    if (!begun) {
        part.next_at = tools_.clock() + std::chrono::seconds(1);
        co_return false;
    }
    if (!*begun) {
        const Committed dropped{part.conversation, false};
        tools_.news.ring(dropped);
        co_return true;
    }
    ++part.attempts;
    const auto started = std::chrono::steady_clock::now();
    auto outcome = co_await send(part);
    tools_.metrics.send(channel_.name()).observe(std::chrono::steady_clock::now() - started);

    auto result = result_of(part, outcome);
    tools_.metrics.sent(channel_.name(), result.state).add();
    if (result.state == "unknown") tools_.metrics.unknown_sends(channel_.name()).add();
    ops::log::debug(
        "part_settled",
        {{"channel", channel_.name()},
         {"part", part.id},
         {"state", result.state},
         {"code", result.code}}
    );
    part.next_at = result.next_at;
    const bool settled = result.state != "ready";
    co_await record(part, std::move(result));
    co_return settled;
}

asio::awaitable<channels::SendOutcome> Courier::send(const storage::OutboxPart& part) {
    channels::Part outgoing;
    outgoing.id = part.id;
    outgoing.to = part.recipient;
    outgoing.text = part.text;
    channels::SendOutcome outcome = channels::Deferred{"no_token", {}};
    // Twice: with the token we have, and once more with a fresh one if that was stale.
    for (int tries = 0; tries < 2; ++tries) {
        auto token = co_await token_.token();
        // Nothing was sent yet, whatever became of the call for a token.
        if (!token) co_return outcome;
        const auto here = ambient(tools_.clock());
        auto answer = co_await tools_.client.send(to_http(channel_.build(outgoing, *token, here)));
        if (!answer) co_return outcome_of(answer.error(), channel_.capabilities().idempotent);
        outcome = channel_.interpret(*answer);
        if (!std::holds_alternative<channels::Stale>(outcome)) co_return outcome;
        token_.discard(*token);
    }
    co_return outcome;
}

storage::SendResult Courier::result_of(
    const storage::OutboxPart& part, const channels::SendOutcome& outcome
) const {
    storage::SendResult result;
    result.id = part.id;
    const auto again = [&](const std::string& why, std::optional<std::chrono::seconds> after) {
        result.state = part.attempts >= max_attempts ? "failed" : "ready";
        result.code = why;
        result.next_at = tools_.clock() + (after ? std::chrono::milliseconds(*after)
                                                 : backoff(part.attempts, noise()));
    };
    std::visit(
        Overloaded{
            [&](const channels::Accepted& accepted) {
                result.state = "sent";
                result.provider_id = accepted.provider_id;
            },
            [&](const channels::Deferred& deferred) { again(deferred.why, deferred.after); },
            [&](const channels::Stale& stale) { again(stale.code, {}); },
            [&](const channels::Rejected& rejected) {
                result.state = "failed";
                result.code = rejected.code;
            },
            [&](const channels::Unclear& unclear) {
                result.state = "unknown";
                result.code = unclear.why;
            },
        },
        outcome
    );
    return result;
}

asio::awaitable<void> Courier::record(const storage::OutboxPart& part, storage::SendResult result) {
    const auto now = tools_.clock();
    const auto& journal = tools_.journal;
    std::function<Result<void>(Connection&)> job =
        [part, result, now, &journal](Connection& connection) {
            auto finished = storage::finish_sending(connection, result);
            if (!finished || !journal) return finished;
            return journal(connection, part, now);
        };
    auto done = co_await tools_.store.write<void>(std::move(job));
    // The intent is on disk: if this is not, a restart finds the part in `sending` and calls it
    // unknown.
    if (!done)
        ops::log::warn("outcome_not_kept", {{"channel", channel_.name()}, {"part", part.id}});
    const Committed settled{part.conversation, false};
    tools_.news.ring(settled);
}

}  // namespace gateway::delivery
