#include "gateway/cli/circumstances.h"

#include "gateway/cli/outcomes.h"
#include "gateway/cli/side.h"

#include <vector>

namespace gateway::cli {
namespace {

// The likeliest last.
std::vector<Circumstances> possible(const Side& before, const Exchange& exchange) {
    if (exchange.by_itself)
        return {
            {.happened = dialogs::TimedOut{"sla"}},
            {.happened = dialogs::Returned{false}},
            {.happened = dialogs::Returned{true, true}},
            {.happened = dialogs::Returned{true}}};
    const Circumstances plain;
    if (exchange.steps.empty()) return {plain, {.with_person = true}};
    if (!before.is_with_person()) return {plain};
    return {
        plain,
        {.is_queued = true},
        {.happened = dialogs::Returned{false}},
        {.happened = dialogs::Returned{true}}};
}

bool says(const Rehearsed& played, const Exchange& recorded) {
    return steps_of(played) == recorded.steps;
}

Rehearsed tried(Side side, const Exchange& exchange, const Circumstances& around) {
    return side.play(exchange, around);
}

// What its one action must have come back with.
std::optional<dialogs::Input> outcome_of(
    const Side& before, const Exchange& exchange, Circumstances around, const Rehearsed& first
) {
    for (const auto& answered : first.answered) {
        const auto* act = std::get_if<dialogs::Act>(&answered.question);
        if (!act || act->action == "office_hours") continue;
        const auto contract = before.script().actions.find(act->action);
        if (contract == before.script().actions.end()) return std::nullopt;
        for (auto& outcome : possible_outcomes(contract->second)) {
            around.outcome = outcome;
            if (says(tried(before, exchange, around), exchange)) return outcome;
        }
    }
    return std::nullopt;
}

}  // namespace

Circumstances circumstances_of(const Side& before, const Exchange& exchange) {
    const auto all = possible(before, exchange);
    for (auto around : all) {
        const auto played = tried(before, exchange, around);
        if (says(played, exchange)) return around;
        around.outcome = outcome_of(before, exchange, around, played);
        if (around.outcome) return around;
    }
    return all.back();
}

}  // namespace gateway::cli
