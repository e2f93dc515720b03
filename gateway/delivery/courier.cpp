#include "gateway/delivery/courier.h"

#include "gateway/delivery/inquirer.h"
#include "gateway/delivery/verdict.h"
#include "gateway/ops/log.h"
#include "gateway/ops/task.h"

#include <openssl/rand.h>

#include <algorithm>

namespace gateway::delivery {
namespace {

namespace asio = boost::asio;

// Sleeping longer would trust the clock to stay what it is.
constexpr std::chrono::minutes longest_sleep{1};

std::uint32_t noise() {
    std::uint32_t value = 0;
    RAND_bytes(reinterpret_cast<unsigned char*>(&value), sizeof value);
    return value;
}

// An outcome and what follows from it, in one transaction; gives whether there are new parts.
Result<bool> keep(
    Connection& connection,
    const storage::OutboxPart& part,
    const storage::SendResult& result,
    const channels::SendOutcome& outcome,
    const Courier::Tools& tools,
    Time now
) {
    auto finished = storage::finish_sending(connection, result);
    if (!finished) return finished.error();
    if (tools.journal) {
        auto told = tools.journal(connection, part, now);
        if (!told) return told.error();
    }
    if (!result.provider_id.empty() && tools.named)
        return tools.named(connection, part, result.provider_id, now);
    const channels::Rejected given_up{result.code};
    const auto* rejected = std::get_if<channels::Rejected>(&outcome);
    if (!rejected && result.state == "failed") rejected = &given_up;
    if (!rejected || !tools.refused) return false;
    return tools.refused(connection, part, *rejected, now);
}

}  // namespace

Courier::Courier(const channels::Channel& channel, Tools tools)
    : channel_(channel),
      tools_(std::move(tools)),
      sender_(channel, {tools_.loop, tools_.client, tools_.clock, tools_.metrics, tools_.log}),
      backlog_(channel.name()),
      retry_(tools_.loop) {}

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

void Courier::settle(channels::Pressed pressed) {
    if (stopping_ || settling_ == max_settling || !breaker_.admits(tools_.clock())) {
        ops::log::info("not_settled", {{"channel", channel_.name()}, {"why", "not the time"}});
        return;
    }
    ++settling_;
    ops::spawn(tools_.loop, "settle", settle_now(std::move(pressed)));
}

asio::awaitable<void> Courier::settle_now(channels::Pressed pressed) {
    const auto outcome = co_await sender_.settle(std::move(pressed));
    --settling_;
    if (!std::holds_alternative<channels::Accepted>(outcome))
        ops::log::info("not_settled", {{"channel", channel_.name()}, {"why", words_of(outcome)}});
}

bool Courier::is_full() const {
    return schedule_.held(storage::SendClass::answer) >= Backlog::max_held.front();
}

asio::awaitable<void> Courier::fetch() {
    while (again_ && !stopping_) {
        again_ = false;
        const auto wanted = backlog_.wanted(schedule_);
        std::function<Result<Backlog::Parts>(Connection&)> job = [wanted](Connection& connection) {
            return Backlog::read(connection, wanted);
        };
        auto parts = co_await tools_.store.read<Backlog::Parts>(std::move(job));
        if (!parts) break;
        backlog_.note(wanted, *parts);
        for (auto& part : *parts)
            schedule_.add(std::move(part));
        start_waiting();
    }
    fetching_ = false;
}

void Courier::start_waiting() {
    const auto now = tools_.clock();
    const bool quiet = config::quiet_until(tools_.quiet_hours, now).has_value();
    const auto last = quiet ? storage::SendClass::answer : storage::SendClass::bulk;
    while (!stopping_ && under_way_ < max_under_way && breaker_.admits(now)) {
        if (tools_.rate && tools_.rate->free_at(now) > now) break;
        const auto* part = schedule_.begin(now, last);
        if (!part) break;
        if (is_too_soon(*part, now)) continue;
        if (tools_.rate) (void)tools_.rate->take(now);
        breaker_.begun(now);
        ++under_way_;
        ops::spawn(tools_.loop, "deliver", serve(*part));
    }
    if (!stopping_) sleep(now);
}

// Whether its person was sent as much as his provider lets through: then it waits for its time.
bool Courier::is_too_soon(const storage::OutboxPart& part, Time now) {
    const auto rates = channel_.rates_to(part.recipient);
    if (rates.empty()) return false;
    const auto person = part.recipient;
    const auto free_at = paces_.take(person, rates, now);
    if (free_at == now) return false;
    schedule_.postpone(person, free_at, part.attempts);
    return true;
}

// Until something can be done that nobody else will start: whoever is served starts the next.
void Courier::sleep(Time now) {
    if (under_way_ == max_under_way) return;
    auto due = schedule_.next_due();
    if (!due) return;
    const auto quiet = config::quiet_until(tools_.quiet_hours, now);
    const auto answer = schedule_.next_due(storage::SendClass::answer);
    if (quiet) due = std::min(answer.value_or(*quiet), std::max(*due, *quiet));
    if (breaker_.state(now) == Breaker::State::open) due = std::max(*due, breaker_.open_until());
    if (tools_.rate) due = std::max(*due, tools_.rate->free_at(now));
    // What is due and was not begun waits for the one call that tries the provider.
    if (*due <= now) return;
    retry_.expires_after(std::min<std::chrono::milliseconds>(*due - now, longest_sleep));
    retry_.async_wait([this](boost::system::error_code stopped) {
        if (!stopped) start_waiting();
    });
}

asio::awaitable<void> Courier::serve(storage::OutboxPart part) {
    const auto person = part.recipient;
    const auto of = part.send_class;
    const auto left = co_await deliver(std::move(part));
    if (left.settled)
        schedule_.settle(person);
    else
        schedule_.postpone(person, left.next_at, left.attempts);
    --under_way_;
    if (backlog_.should_be_read(of, schedule_)) wake();
    start_waiting();
}

asio::awaitable<Courier::Left> Courier::deliver(storage::OutboxPart part) {
    Left left;
    left.attempts = part.attempts;
    storage::SendAttempt attempt;
    attempt.at = tools_.clock();
    if (channel_.capabilities().queries) attempt.ask_at = ask_at(attempt.at, 0);
    std::function<Result<bool>(Connection&)> intend = [part, attempt](Connection& connection) {
        return storage::begin_sending(connection, part, attempt);
    };
    auto begun = co_await tools_.store.write<bool>(std::move(intend));
    if (!begun || !*begun) breaker_.came_to_nothing();
    if (!begun) {
        left.settled = false;
        left.next_at = tools_.clock() + std::chrono::seconds(1);
        co_return left;
    }
    if (!*begun) {
        const Committed dropped{part.conversation, false};
        tools_.news.ring(dropped);
        co_return left;
    }
    left.attempts = ++part.attempts;
    channels::SendOutcome outcome = channels::Rejected{expired};
    if (tools_.clock() - part.created_at < good_for) outcome = co_await sender_.send(part);
    learn_from(outcome);

    auto result = result_of(part, outcome, tools_.clock(), noise());
    tools_.metrics.sent(channel_.name(), result.state).add();
    if (result.state == "unknown") tools_.metrics.unknown_sends(channel_.name()).add();
    ops::log::debug(
        "part_settled",
        {{"channel", channel_.name()},
         {"part", part.id},
         {"state", result.state},
         {"code", result.code}}
    );
    left.next_at = result.next_at;
    left.settled = result.state != "ready";
    co_await record(std::move(part), std::move(result), std::move(outcome));
    co_return left;
}

// What the outcome of one part tells of the provider.
void Courier::learn_from(const channels::SendOutcome& outcome) {
    const auto now = tools_.clock();
    const auto before = breaker_.state(now);
    judge(breaker_, outcome, now);
    const auto after = breaker_.state(now);
    const auto complaint = complaint_of(outcome);
    if (!complaint.empty() || after == Breaker::State::closed) trouble_ = complaint;
    if (before == Breaker::State::closed && after == Breaker::State::open)
        ops::log::error("channel_down", {{"channel", channel_.name()}, {"why", complaint}});
    if (before != Breaker::State::closed && after == Breaker::State::closed)
        ops::log::info("channel_up", {{"channel", channel_.name()}});
}

asio::awaitable<void> Courier::record(
    storage::OutboxPart part, storage::SendResult result, channels::SendOutcome outcome
) {
    const auto now = tools_.clock();
    const auto& tools = tools_;
    std::function<Result<bool>(Connection&)> job =
        [part, result, outcome, now, &tools](Connection& connection) {
            return keep(connection, part, result, outcome, tools, now);
        };
    auto to_send = co_await tools_.store.write<bool>(std::move(job));
    // The intent is on disk: if this is not, a restart finds the part in `sending` and calls it
    // unknown.
    if (!to_send)
        ops::log::warn("outcome_not_kept", {{"channel", channel_.name()}, {"part", part.id}});
    const Committed settled{part.conversation, to_send && *to_send};
    tools_.news.ring(settled);
}

}  // namespace gateway::delivery
