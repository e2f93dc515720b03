#include "gateway/cli/side.h"

#include "gateway/cli/outcomes.h"
#include "gateway/turns/holding.h"
#include "knowledge/alarm.h"

#include <algorithm>
#include <iterator>

namespace gateway::cli {
namespace {

constexpr const char* stand_in = "0000";  // for what was too sensitive to keep

// What a second message in the same turn adds to what the first led to.
void append(Rehearsed& all, Rehearsed next) {
    all.session = std::move(next.session);
    all.reminders = std::move(next.reminders);
    std::ranges::move(next.says, std::back_inserter(all.says));
    std::ranges::move(next.trace, std::back_inserter(all.trace));
    std::ranges::move(next.answered, std::back_inserter(all.answered));
}

bool is_with_a_person(const Rehearsed& played) {
    return played.session.status == dialogs::SessionStatus::handed_over;
}

}  // namespace

Rehearsed Side::try_with(const Exchange& exchange, const dialogs::Input* outcome) const {
    const auto act = [&](const dialogs::Act& wanted) -> dialogs::Input {
        if (outcome) return *outcome;
        const auto contract = script_.actions.find(wanted.action);
        if (contract == script_.actions.end()) return dialogs::Failed{wanted.action};
        return possible_outcomes(contract->second).front();
    };
    const auto hear = [&](dialogs::Session session, const std::string& text) {
        auto input = heard(text, exchange.at);
        return rehearse(
            bundle_, script_, std::move(session), std::move(input), context(exchange.at), act
        );
    };
    const std::string text = exchange.hidden ? stand_in : exchange.text;
    if (exchange.pieces.empty()) return hear(at(exchange), text);
    auto played = hear(at(exchange), exchange.pieces);
    // A person has it then, and reads the rest in the transcript.
    if (!is_with_a_person(played)) append(played, hear(played.session, text));
    return played;
}

void Side::keep(const Exchange& exchange, Rehearsed played) {
    session_ = std::move(played.session);
    reminders_ = std::move(played.reminders);
    spoke_at_ = exchange.at;
}

bool Side::keeps_back(const Exchange& exchange, const std::string& held) const {
    const auto input = heard(exchange.text, exchange.at);
    return exchange.steps.empty() && !exchange.hidden &&
           turns::may_go_on(
               script_, at(exchange), context(exchange.at), std::get<dialogs::Heard>(input), held
           );
}

bool Side::goes_on(const Exchange& exchange, const std::string& held) const {
    // A danger is answered at once, however it was cut.
    if (knowledge::alarm(turns::joined(held, exchange.text))) return true;
    const auto input = heard(exchange.text, exchange.at);
    return turns::goes_on(
        script_, at(exchange), context(exchange.at), std::get<dialogs::Heard>(input)
    );
}

// As it stands when the message comes: what was due by then has happened, and a person who had the
// conversation is done when the bot answers again.
dialogs::Session Side::at(const Exchange& exchange) const {
    auto session = session_;
    const auto nobody = [](const dialogs::Act& act) -> dialogs::Input {
        return dialogs::Failed{act.action};
    };
    const auto put = [&](const dialogs::Input& input, dialogs::Time when) {
        session =
            rehearse(bundle_, script_, std::move(session), input, context(when), nobody).session;
    };
    for (const auto& due : reminders_)
        if (spoke_at_ + due.after <= exchange.at)
            put(dialogs::TimedOut{due.kind}, spoke_at_ + due.after);
    const bool away = session.status == dialogs::SessionStatus::handed_over;
    if (away && !exchange.steps.empty()) put(dialogs::Returned{}, exchange.at);
    return session;
}

}  // namespace gateway::cli
