#include "dialogs/engine/route.h"
#include "dialogs/engine/scope.h"
#include "dialogs/engine/slots.h"
#include "dialogs/engine/steps.h"

#include <algorithm>

namespace dialogs::engine {

namespace {

// A result outside the contract is as good as none.
bool keeps_contract(const Turn& turn, const Done& done) {
    const auto contract = turn.script.actions.find(done.action);
    if (contract == turn.script.actions.end()) return false;
    for (const auto& [field, value] : done.result) {
        const auto type = contract->second.result.find(field);
        if (type == contract->second.result.end()) return false;
        const auto& allowed = type->second.values;
        const bool closed = type->second.kind == language::FieldKind::one_of && !value.empty();
        if (closed && std::find(allowed.begin(), allowed.end(), value) == allowed.end()) {
            return false;
        }
    }
    return true;
}

}  // namespace

void begin(Turn& turn, const language::Step&, const language::Action& action) {
    Act act{action.action, {}};
    for (const auto& [name, expression] : action.with) {
        act.with[name] = language::to_text(evaluate(turn, expression));
    }
    note(turn, "action_requested", place(top(turn)), action.action);
    turn.session.pending = Pending{Question::act, action.action, {}, false};
    turn.question = std::move(act);
    turn.state = State::waiting;
}

void on_done(Turn& turn, const Done& done) {
    if (!keeps_contract(turn, done)) {
        note(turn, "error", place(top(turn)), "result outside the contract of " + done.action);
        return on_failed(turn);
    }
    note(turn, "action_done", place(top(turn)), done.action);
    turn.session.results[done.action] = done.result;
    drop_used(turn);
    const language::Step* step = current_step(turn);
    if (!step) return fail(turn, "no step " + place(top(turn)));
    go_on(turn, step->next);
}

void on_failed(Turn& turn) {
    drop_used(turn);
    const language::Step* step = current_step(turn);
    const auto* action = step ? std::get_if<language::Action>(&step->kind) : nullptr;
    if (!action) return fail(turn, "an action failed that no step asked for");
    note(turn, "action_failed", place(top(turn)), action->action);
    go(turn, action->on_error);
}

}  // namespace dialogs::engine
