#include "dialogs/conversation/limits.h"
#include "dialogs/conversation/player.h"

#include <algorithm>

// What must hold of every turn, whatever is expected of it.

namespace dialogs::conversation {

namespace {

bool is_from_person(const Happening& happening) {
    return std::holds_alternative<User>(happening) || std::holds_alternative<Media>(happening) ||
           std::holds_alternative<Event>(happening);
}

}  // namespace

void Player::check_silence(const Moment& moment, const Reaction& outcome, bool was_handed_over) {
    const bool announced = std::any_of(
        moment.expected.begin(),
        moment.expected.end(),
        [](const Expectation& expected) { return expected.kind == "silent"; }
    );
    if (!is_from_person(moment.happening) || was_handed_over || announced) return;
    if (outcome.said.empty() && outcome.handoffs.empty()) complain(moment.mark, "silent");
}

// A script that breaks down is a failure where nobody says that it must.
void Player::check_limits(const Reaction& turn) {
    const Turned turned{session_, turn.said, turn.trace};
    for (std::string& broken : broken_limits(*script_, scenario_.world.channel, turned))
        complain(moment_->mark, std::move(broken));
    const auto& expected = moment_->expected;
    const bool announced =
        std::any_of(expected.begin(), expected.end(), [](const Expectation& one) {
            return one.value.find("internal_error") != std::string::npos;
        });
    for (const Trace& entry : turn.trace) {
        if (entry.kind == "failure" && !announced)
            complain(moment_->mark, "failed at " + entry.where + ": " + entry.detail);
    }
}

}  // namespace dialogs::conversation
