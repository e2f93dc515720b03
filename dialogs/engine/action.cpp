#include "dialogs/engine/route.h"
#include "dialogs/engine/scope.h"
#include "dialogs/engine/slots.h"
#include "dialogs/engine/steps.h"
#include "dialogs/language/contract.h"
#include "dialogs/text/clean.h"

namespace dialogs::engine {

namespace {

constexpr std::size_t longest_result = 640;  // characters of one field that a session keeps

// A result outside the contract is as good as none.
std::optional<std::string> breach_of(const Turn& turn, const Done& done) {
    const auto contract = turn.script.actions.find(done.action);
    if (contract == turn.script.actions.end()) return "there is none";
    return language::breach_of(contract->second, done.result);
}

std::string cut(const std::string& value) {
    std::u32string letters = text::to_utf32(value);
    if (letters.size() <= longest_result) return value;
    letters.resize(longest_result);
    return text::to_utf8(letters);
}

const language::ActionContract& contract_of(const Turn& turn, const std::string& action) {
    return turn.script.actions.at(action);
}

}  // namespace

void begin(Turn& turn, const language::Step&, const language::Action& action) {
    const auto timeout = language::timeout_of(contract_of(turn, action.action), action);
    Act act{action.action, {}, timeout};
    for (const auto& [name, expression] : action.with) {
        act.with[name] = language::to_text(evaluate(turn, expression));
    }
    note(turn, "action_requested", place(top(turn)), action.action);
    turn.session.pending = Pending{Question::act, action.action, {}, false};
    turn.question = std::move(act);
    turn.state = State::waiting;
}

void on_done(Turn& turn, const Done& done) {
    if (const auto breach = breach_of(turn, done)) {
        note(
            turn,
            "error",
            place(top(turn)),
            "result outside the contract of " + done.action + ": " + *breach
        );
        return on_failed(turn);
    }
    note(turn, "action_done", place(top(turn)), done.action);
    auto& kept = turn.session.results[done.action];
    kept = done.result;
    for (auto& [field, value] : kept)
        value = cut(value);
    if (!contract_of(turn, done.action).idempotency.empty()) {
        for (Point& point : turn.session.history)
            point.acted = true;
    }
    drop_used(turn);
    go_on(turn, standing_at(turn).next);
}

void on_failed(Turn& turn) {
    drop_used(turn);
    const auto* action = kind_here<language::Action>(turn);
    if (!action) return fail(turn, "an action failed that no step asked for");
    note(turn, "action_failed", place(top(turn)), action->action);
    remember_error(turn, "没有办成");
    go(turn, action->on_error);
}

}  // namespace dialogs::engine
