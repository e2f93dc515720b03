#include "gateway/delivery/courier.h"

#include "gateway/ops/log.h"
#include "gateway/ops/redact.h"
#include "gateway/ops/task.h"

#include <openssl/rand.h>

#include <algorithm>
#include <iterator>

namespace gateway::delivery {
namespace {

namespace asio = boost::asio;

// Codes of ours.
constexpr const char* refused_here = "refused_here";  // the call was none that may be made
constexpr const char* expired = "expired";

// What a channel's own trouble makes of the waiting of one part: the breaker does the rest.
constexpr int longest_for_channel = 5;  // as a number of attempts
// Sleeping longer would trust the clock to stay what it is.
constexpr std::chrono::minutes longest_sleep{1};

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
    if (error.fault == Fault::malformed) return channels::Rejected{refused_here};
    // A name that leads where it must not is the operator's to mend.
    return channels::Deferred{error.fault == Fault::denied ? "not_allowed" : "unreachable", {}};
}

std::string words_of(const channels::SendOutcome& outcome) {
    return std::visit(
        Overloaded{
            [](const channels::Accepted&) { return std::string("accepted"); },
            [](const channels::Deferred& deferred) { return "deferred " + deferred.why; },
            [](const channels::Stale& stale) { return "stale " + stale.code; },
            [](const channels::Rejected& rejected) { return "rejected " + rejected.code; },
            [](const channels::Unclear& unclear) { return "unclear " + unclear.why; },
        },
        outcome
    );
}

storage::SendClass class_of(const storage::OutboxPart& part) { return part.send_class; }

Result<std::vector<storage::OutboxPart>> unsent(
    Connection& connection, const std::array<storage::Unsent, storage::send_classes>& wanted
) {
    std::vector<storage::OutboxPart> all;
    for (const auto& one : wanted) {
        if (one.limit == 0) continue;
        auto parts = storage::unsent_parts(connection, one);
        if (!parts) return parts.error();
        std::ranges::move(*parts, std::back_inserter(all));
    }
    return all;
}

}  // namespace

std::chrono::milliseconds backoff(int attempts, std::uint32_t noise) {
    constexpr std::int64_t longest_ms = 600'000;
    const auto full = std::min(longest_ms, std::int64_t{1000} << std::clamp(attempts, 1, 16));
    return std::chrono::milliseconds(full - full / 4 * (noise % 1000) / 1000);
}

Courier::Courier(const channels::Channel& channel, Tools tools)
    : channel_(channel),
      tools_(std::move(tools)),
      token_(tools_.loop, channel, tools_.client, tools_.clock),
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

bool Courier::is_full() const {
    return schedule_.held(storage::SendClass::answer) >= max_held.front();
}

bool Courier::has_more() const {
    return std::ranges::any_of(more_, [](bool more) { return more; });
}

asio::awaitable<void> Courier::fetch() {
    while (again_ && !stopping_) {
        again_ = false;
        std::array<storage::Unsent, storage::send_classes> wanted;
        for (std::size_t of = 0; of < wanted.size(); ++of) {
            const auto send_class = static_cast<storage::SendClass>(of);
            const auto room = max_held[of] - std::min(max_held[of], schedule_.held(send_class));
            wanted[of] = {channel_.name(), send_class, last_seen_[of], static_cast<int>(room)};
            more_[of] = room == 0;
        }
        std::function<Result<std::vector<storage::OutboxPart>>(Connection&)> job =
            [wanted](Connection& connection) { return unsent(connection, wanted); };
        auto parts = co_await tools_.store.read<std::vector<storage::OutboxPart>>(std::move(job));
        if (!parts) break;
        for (std::size_t of = 0; of < wanted.size(); ++of) {
            const auto got = std::ranges::count(*parts, wanted[of].send_class, class_of);
            more_[of] = got >= wanted[of].limit;
        }
        take_in(std::move(*parts));
        start_waiting();
    }
    fetching_ = false;
}

void Courier::take_in(std::vector<storage::OutboxPart> parts) {
    for (auto& part : parts) {
        last_seen_[static_cast<std::size_t>(part.send_class)] = part.id;
        schedule_.add(std::move(part));
    }
}

void Courier::start_waiting() {
    const auto now = tools_.clock();
    const bool quiet = config::quiet_until(tools_.quiet_hours, now).has_value();
    const auto last = quiet ? storage::SendClass::answer : storage::SendClass::bulk;
    while (!stopping_ && under_way_ < max_under_way && breaker_.admits(now)) {
        if (tools_.rate && tools_.rate->free_at(now) > now) break;
        const auto* part = schedule_.begin(now, last);
        if (!part) break;
        if (tools_.rate) (void)tools_.rate->take(now);
        breaker_.begun(now);
        ++under_way_;
        ops::spawn(tools_.loop, "deliver", serve(*part));
    }
    if (!stopping_) sleep(now);
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
    const auto of = static_cast<std::size_t>(part.send_class);
    const auto left = co_await deliver(std::move(part));
    if (left.settled)
        schedule_.settle(person);
    else
        schedule_.postpone(person, left.next_at, left.attempts);
    --under_way_;
    if (more_[of] && schedule_.held(static_cast<storage::SendClass>(of)) <= max_held[of] / 2)
        wake();
    start_waiting();
}

asio::awaitable<Courier::Left> Courier::deliver(storage::OutboxPart part) {
    Left left;
    left.attempts = part.attempts;
    std::function<Result<bool>(Connection&)> intend = [part](Connection& connection) {
        return storage::begin_sending(connection, part);
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
    if (tools_.clock() - part.created_at < good_for) outcome = co_await send(part);
    judge(outcome);

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
    left.next_at = result.next_at;
    left.settled = result.state != "ready";
    co_await record(std::move(part), std::move(result), std::move(outcome));
    co_return left;
}

asio::awaitable<channels::SendOutcome> Courier::send(storage::OutboxPart part) {
    const auto started = std::chrono::steady_clock::now();
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
        const auto built = channel_.build(outgoing, *token, here);
        auto answer = co_await tools_.client.send(to_http(built));
        tools_.metrics.send(channel_.name()).observe(std::chrono::steady_clock::now() - started);
        if (answer)
            outcome = channel_.interpret(*answer);
        else
            outcome = outcome_of(answer.error(), channel_.capabilities().idempotent);
        write_down(built, answer, outcome, here.now);
        if (!std::holds_alternative<channels::Stale>(outcome)) co_return outcome;
        token_.discard(*token);
    }
    co_return outcome;
}

void Courier::write_down(
    const channels::Call& call,
    const Result<http::Answer>& answer,
    const channels::SendOutcome& outcome,
    Time started
) {
    if (!tools_.log) return;
    ops::Exchange exchange;
    exchange.at = started;
    exchange.ours = true;
    exchange.what = call.method + " " + ops::redacted_url(call.url);
    exchange.status = answer ? answer->status : 0;
    exchange.took = tools_.clock() - started;
    exchange.became = words_of(outcome);
    exchange.asked = ops::redacted(call.body);
    exchange.told = answer ? ops::redacted(answer->body) : answer.error().detail;
    tools_.log->add(std::move(exchange));
}

// What the outcome of one part tells of the provider.
void Courier::judge(const channels::SendOutcome& outcome) {
    const auto now = tools_.clock();
    const auto before = breaker_.state(now);
    std::visit(
        Overloaded{
            [&](const channels::Accepted&) { breaker_.succeeded(); },
            [&](const channels::Deferred& deferred) {
                if (deferred.persons_own)
                    breaker_.succeeded();
                else
                    breaker_.failed(now, deferred.after);
            },
            [&](const channels::Stale&) { breaker_.failed(now); },
            [&](const channels::Rejected& rejected) {
                if (rejected.code == refused_here || rejected.code == expired)
                    breaker_.came_to_nothing();
                else
                    breaker_.succeeded();
            },
            [&](const channels::Unclear&) { breaker_.failed(now); },
        },
        outcome
    );
    const auto after = breaker_.state(now);
    if (before == Breaker::State::closed && after == Breaker::State::open)
        ops::log::error("channel_down", {{"channel", channel_.name()}});
    if (before != Breaker::State::closed && after == Breaker::State::closed)
        ops::log::info("channel_up", {{"channel", channel_.name()}});
}

storage::SendResult Courier::result_of(
    const storage::OutboxPart& part, const channels::SendOutcome& outcome
) const {
    storage::SendResult result;
    result.id = part.id;
    const auto again = [&](const std::string& why, std::chrono::milliseconds wait) {
        result.state = "ready";
        result.code = why;
        result.next_at = tools_.clock() + wait;
    };
    const auto for_channel = [&] {
        return backoff(std::min(part.attempts, longest_for_channel), noise());
    };
    std::visit(
        Overloaded{
            [&](const channels::Accepted& accepted) {
                result.state = "sent";
                result.provider_id = accepted.provider_id;
            },
            [&](const channels::Deferred& deferred) {
                const auto own = deferred.after ? std::chrono::milliseconds(*deferred.after)
                                                : backoff(part.attempts, noise());
                again(deferred.why, deferred.persons_own ? own : for_channel());
                if (deferred.persons_own && part.attempts >= max_attempts) result.state = "failed";
            },
            [&](const channels::Stale& stale) { again(stale.code, for_channel()); },
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

asio::awaitable<void> Courier::record(
    storage::OutboxPart part, storage::SendResult result, channels::SendOutcome outcome
) {
    const auto now = tools_.clock();
    const auto& tools = tools_;
    std::function<Result<bool>(Connection&)> job =
        [part, result, outcome, now, &tools](Connection& connection) -> Result<bool> {
        auto finished = storage::finish_sending(connection, result);
        if (!finished) return finished.error();
        if (tools.journal) {
            auto told = tools.journal(connection, part, now);
            if (!told) return told.error();
        }
        const auto* rejected = std::get_if<channels::Rejected>(&outcome);
        if (!rejected || rejected->reason == channels::Rejected::Reason::useless) return false;
        if (!tools.refused) return false;
        return tools.refused(connection, part, *rejected, now);
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
