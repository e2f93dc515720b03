#include "gateway/cli/side.h"

#include "gateway/cli/outcomes.h"
#include "gateway/turns/holding.h"
#include "gateway/turns/office.h"
#include "knowledge/alarm.h"

#include <algorithm>
#include <iterator>

namespace gateway::cli {
namespace {

constexpr const char* stand_in = "0000";  // for what was too sensitive to keep

dialogs::Input heard_of(const Exchange& exchange, std::string text) {
    return heard(std::move(text), exchange.at, exchange.kind);
}

ActAnswer answers(const dialogs::Script& script, const Circumstances& around) {
    return [&](const dialogs::Act& wanted) -> dialogs::Input {
        if (around.outcome) return *around.outcome;
        const auto contract = script.actions.find(wanted.action);
        if (contract == script.actions.end()) return dialogs::Failed{wanted.action};
        return possible_outcomes(contract->second).front();
    };
}

dialogs::Waiting waiting(const turns::Bundle& bundle, dialogs::Time now) {
    const auto office = turns::office_result(bundle.organisation, "", now);
    return {office.at("open") == "true", office.at("next_open")};
}

}  // namespace

bool Side::is_with_person() const {
    return session_.meanwhile || session_.status == dialogs::SessionStatus::handed_over;
}

void Side::put(
    Rehearsed& all, dialogs::Input input, dialogs::Time now, const Circumstances& around
) {
    auto as_of = context(now);
    if (around.is_queued) as_of.waiting = waiting(*bundle_, now);
    auto played = rehearse(
        *bundle_, *script_, std::move(session_), std::move(input), as_of, answers(*script_, around)
    );
    session_ = std::move(played.session);
    reminders_ = std::move(played.reminders);
    since_ = now;
    std::ranges::move(played.says, std::back_inserter(all.says));
    std::ranges::move(played.trace, std::back_inserter(all.trace));
    std::ranges::move(played.answered, std::back_inserter(all.answered));
}

Rehearsed Side::let_pass(dialogs::Time until) {
    Rehearsed all;
    while (!reminders_.empty()) {
        // As in the gateway: the first one counts, and what comes of it sets others.
        const auto due = *std::ranges::min_element(reminders_, {}, &dialogs::Remind::after);
        const auto then = since_ + due.after;
        if (then > until || due.kind.starts_with("sla")) break;
        put(all, dialogs::TimedOut{due.kind}, then, {});
    }
    return all;
}

Rehearsed Side::play(const Exchange& exchange, const Circumstances& around) {
    Rehearsed all;
    if (around.with_person) {
        session_.status = dialogs::SessionStatus::handed_over;
        session_.meanwhile = false;
    }
    if (around.happened && is_with_person()) put(all, *around.happened, exchange.at, around);
    if (exchange.by_itself) return all;
    if (!exchange.pieces.empty()) {
        put(all, heard_of(exchange, exchange.pieces), exchange.at, around);
        // A person has it then, and reads the rest in the transcript.
        if (session_.status == dialogs::SessionStatus::handed_over) return all;
    }
    const auto text = exchange.hidden ? stand_in : exchange.text;
    put(all, heard_of(exchange, text), exchange.at, around);
    return all;
}

bool Side::keeps_back(const Exchange& exchange, const std::string& held) const {
    const auto input = heard_of(exchange, exchange.text);
    return exchange.steps.empty() && !exchange.hidden &&
           turns::may_go_on(
               *script_, session_, context(exchange.at), std::get<dialogs::Heard>(input), held
           );
}

bool Side::goes_on(const Exchange& exchange, const std::string& held) const {
    // A danger is answered at once, however it was cut.
    if (knowledge::alarm(turns::joined(held, exchange.text))) return true;
    const auto input = heard_of(exchange, exchange.text);
    return turns::goes_on(
        *script_, session_, context(exchange.at), std::get<dialogs::Heard>(input)
    );
}

}  // namespace gateway::cli
