#include "dialogs/engine/route.h"

#include "dialogs/engine/life.h"
#include "dialogs/engine/prompt.h"
#include "dialogs/engine/scope.h"
#include "dialogs/engine/slots.h"
#include "dialogs/engine/steps.h"
#include "dialogs/engine/suspension.h"
#include "dialogs/engine/verification.h"
#include "dialogs/language/patterns.h"

#include <algorithm>

namespace dialogs::engine {

namespace {

constexpr const char* failure_flow = "pattern_internal_error";
using language::handoff_flow;

bool hands_over(const language::Flow& flow) {
    return std::any_of(flow.steps.begin(), flow.steps.end(), [](const language::Step& step) {
        return std::holds_alternative<language::Handoff>(step.kind);
    });
}

// Also when it has gone on to a step that asks nothing.
bool has_asked(const Turn& turn, const Frame& frame) {
    const auto& history = turn.session.history;
    return frame.asked || std::any_of(history.begin(), history.end(), [&](const Point& point) {
               return !point.stack.empty() && point.stack.back().flow == frame.flow;
           });
}

// The flow the person was in, for the clerk and for texts, unless a repair flow is all there was.
void remember_origin(Turn& turn) {
    for (const Frame& frame : turn.session.stack) {
        const language::Flow* flow = turn.script.flow(frame.flow);
        if (flow && has_asked(turn, frame) && !frame.flow.starts_with("pattern_")) {
            turn.session.origin = flow->description;
        }
    }
}

// False when there is no such flow: fail() has been called.
bool push(Turn& turn, const std::string& id) {
    const language::Flow* flow = turn.script.flow(id);
    if (!flow || flow->steps.empty()) {
        fail(turn, "no flow " + id);
        return false;
    }
    // A repair flow still fits over the last flow that does, and another one over that.
    const int most = turn.script.limits.max_call_depth + (id.starts_with("pattern_") ? 2 : 0);
    if (static_cast<int>(turn.session.stack.size()) >= most) {
        fail(turn, "too many flows inside one another");
        return false;
    }
    drop_of_flow(turn, id);
    turn.session.stack.push_back({id, flow->steps.front().id});
    turn.state = State::running;
    note(turn, "flow_started", id);
    return true;
}

void pop(Turn& turn) {
    note(turn, "flow_ended", top(turn).flow);
    turn.session.stack.pop_back();
}

void move_to(Turn& turn, const std::string& step) {
    Frame& frame = top(turn);
    Frame next{frame.flow, step};
    // A form that is come back to does not ask again what was left empty on purpose.
    next.skipped = std::move(frame.skipped);
    frame = std::move(next);
    turn.state = State::running;
}

// All that was told is kept.
void go_to_checkpoint(Turn& turn) {
    const Frame& frame = top(turn);
    const language::Flow* flow = turn.script.flow(frame.flow);
    if (!flow || flow->steps.empty()) return fail(turn, "no flow " + frame.flow);
    move_to(turn, flow->checkpoint(frame.step).id);
}

// Within one turn it is the script that goes round; from turn to turn the person does, and gets
// somebody to talk to.
void break_circle(Turn& turn) {
    Session& session = turn.session;
    const std::string where = place(top(turn));
    session.visits.clear();
    const bool there = top(turn).flow == handoff_flow;
    if (session.steps > turn.script.limits.max_step_visits || there)
        return fail(turn, "a step visited too often: " + where);
    note(turn, "circle", where);
    session.handoff["reason"] = "not_understood";
    link(turn, std::string{handoff_flow});
}

void begin_current(Turn& turn) {
    Session& session = turn.session;
    const language::Step* step = current_step(turn);
    if (!step) return fail(turn, "no step " + place(top(turn)));
    const std::string where = place(top(turn));
    if (++session.steps > turn.script.limits.max_steps_per_turn) {
        return fail(turn, "too many steps in a turn");
    }
    if (++session.visits[where] > turn.script.limits.max_step_visits) return break_circle(turn);
    if (session.status == SessionStatus::handed_over && language::waits_for_person(*step)) {
        turn.state = State::over;  // it is a person's turn now
        return;
    }
    note(turn, "step_entered", where);
    if (!step->required_grant.empty() && !is_granted(turn, step->required_grant)) {
        return verify(turn, *step);
    }
    if (step->suspend) suspend(turn);
    if (step->grants) grant(turn, *step->grants);
    std::visit([&](const auto& kind) { begin(turn, *step, kind); }, step->kind);
}

// What the step below does now that the flow on top of it is gone.
void come_back(Turn& turn) {
    if (turn.session.stack.empty()) {
        turn.state = State::over;
        return;
    }
    const language::Step* step = current_step(turn);
    if (!step) return fail(turn, "no step " + place(top(turn)));
    if (top(turn).verifying) return go_on_verified(turn, *step);
    if (const auto* answer = std::get_if<language::Answer>(&step->kind)) {
        return go(turn, answer->on_no_match);
    }
    if (!language::waits_for_person(*step)) return go_on(turn, step->next);
    if (!top(turn).asked) {
        turn.state = State::running;
        return;
    }
    ask_again(turn, *step);
}

bool below_is_a_menu(const Turn& turn) {
    const language::Step* step = current_step(turn);
    return step && std::holds_alternative<language::Menu>(step->kind) &&
           !turn.session.stack.back().verifying;
}

}  // namespace

void run(Turn& turn) {
    while (turn.state != State::waiting) {
        if (turn.state == State::over || turn.session.stack.empty()) {
            finish(turn);
        } else {
            begin_current(turn);
        }
    }
}

void go(Turn& turn, const language::Target& target) {
    using language::Destination;
    switch (target.to) {
        case Destination::step: return move_to(turn, target.name);
        case Destination::flow: return link(turn, target.name);
        case Destination::none:
        case Destination::end: return end_flow(turn);
        case Destination::back: return return_from_flow(turn);
        case Destination::resume: pop(turn); return come_back(turn);
        case Destination::restart:
        case Destination::resume_at_checkpoint:
            pop(turn);
            if (turn.session.stack.empty()) return start(turn, turn.script.entry_flow);
            return target.to == Destination::restart ? restart_flow(turn) : go_to_checkpoint(turn);
        case Destination::discard_and_continue: return begin_afresh(turn);
    }
}

void go_on(Turn& turn, const language::Next& next, const std::string& choice) {
    for (const std::string& slot : next.clear)
        clear(turn, slot);
    const bool forks = next.branches.size() > 1;
    int which = 0;
    for (const language::Branch& branch : next.branches) {
        if (!branch.when || holds(turn, *branch.when)) {
            const std::string of = choice.empty() ? "" : '.' + choice;
            if (forks) note(turn, "branch", place(top(turn)) + of, std::to_string(which));
            return go(turn, branch.then);
        }
        ++which;
    }
    end_flow(turn);
}

void link(Turn& turn, const std::string& id) {
    remember_origin(turn);
    const language::Flow* flow = turn.script.flow(id);
    if (flow && hands_over(*flow)) {
        if (is_worth_resuming(turn)) suspend(turn);
        turn.session.stack.clear();
    } else if (!turn.session.stack.empty()) {
        turn.session.stack.pop_back();
    }
    push(turn, id);
}

void call(Turn& turn, const std::string& flow) { push(turn, flow); }

void restart_flow(Turn& turn) {
    const std::string flow = top(turn).flow;
    turn.session.stack.pop_back();
    push(turn, flow);
}

void start(Turn& turn, const std::string& flow) {
    turn.session.stack.clear();
    turn.session.visits.clear();
    drop_ended(turn, false);
    push(turn, flow);
}

void end_flow(Turn& turn) {
    turn.session.visits.clear();
    pop(turn);
    while (!turn.session.stack.empty() && below_is_a_menu(turn))
        pop(turn);
    come_back(turn);
}

void return_from_flow(Turn& turn) {
    pop(turn);
    come_back(turn);
}

void fail(Turn& turn, const std::string& why) {
    note(turn, "failure", turn.session.stack.empty() ? "" : place(top(turn)), why);
    Session& session = turn.session;
    const bool again = session.handoff["reason"] == "failure";
    session.handoff["reason"] = "failure";
    remember_error(turn, "系统出错");
    session.steps = 0;
    session.visits.clear();
    remember_origin(turn);
    session.stack.clear();
    if (!again && turn.script.flow(failure_flow)) {
        push(turn, failure_flow);
    } else {
        hand_over_plainly(turn);
    }
}

}  // namespace dialogs::engine
