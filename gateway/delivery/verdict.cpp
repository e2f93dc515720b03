#include "gateway/delivery/verdict.h"

#include <algorithm>
#include <variant>

namespace gateway::delivery {
namespace {

using dialogs::Error;
using dialogs::Fault;
using dialogs::Time;

// What a channel's own trouble makes of the waiting of one part: the breaker does the rest.
constexpr int longest_for_channel = 5;  // as a number of attempts

template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

}  // namespace

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

std::string complaint_of(const channels::SendOutcome& outcome) {
    const auto* deferred = std::get_if<channels::Deferred>(&outcome);
    const bool bad = (deferred && !deferred->persons_own) ||
                     std::holds_alternative<channels::Stale>(outcome) ||
                     std::holds_alternative<channels::Unclear>(outcome);
    return bad ? words_of(outcome) : std::string();
}

storage::SendResult result_of(
    const storage::OutboxPart& part,
    const channels::SendOutcome& outcome,
    Time now,
    std::uint32_t noise
) {
    storage::SendResult result;
    result.id = part.id;
    const auto again = [&](const std::string& why, std::chrono::milliseconds wait) {
        result.state = "ready";
        result.code = why;
        result.next_at = now + wait;
    };
    const auto for_channel = backoff(std::min(part.attempts, longest_for_channel), noise);
    std::visit(
        Overloaded{
            [&](const channels::Accepted& accepted) {
                result.state = "sent";
                result.provider_id = accepted.provider_id;
            },
            [&](const channels::Deferred& deferred) {
                const auto own = deferred.after ? std::chrono::milliseconds(*deferred.after)
                                                : backoff(part.attempts, noise);
                again(deferred.why, deferred.persons_own ? own : for_channel);
                if (deferred.persons_own && part.attempts >= max_attempts) result.state = "failed";
            },
            [&](const channels::Stale& stale) { again(stale.code, for_channel); },
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

void judge(Breaker& breaker, const channels::SendOutcome& outcome, Time now) {
    std::visit(
        Overloaded{
            [&](const channels::Accepted&) { breaker.succeeded(); },
            [&](const channels::Deferred& deferred) {
                if (deferred.persons_own)
                    breaker.succeeded();
                else
                    breaker.failed(now, deferred.after);
            },
            [&](const channels::Stale&) { breaker.failed(now); },
            [&](const channels::Rejected& rejected) {
                if (rejected.code == refused_here || rejected.code == expired)
                    breaker.came_to_nothing();
                else
                    breaker.succeeded();
            },
            [&](const channels::Unclear&) { breaker.failed(now); },
        },
        outcome
    );
}

std::chrono::milliseconds backoff(int attempts, std::uint32_t noise) {
    constexpr std::int64_t longest_ms = 600'000;
    const auto full = std::min(longest_ms, std::int64_t{1000} << std::clamp(attempts, 1, 16));
    return std::chrono::milliseconds(full - full / 4 * (noise % 1000) / 1000);
}

}  // namespace gateway::delivery
