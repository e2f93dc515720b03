#include "dialogs/engine/engine.h"

#include "dialogs/engine/hearing.h"
#include "dialogs/engine/life.h"
#include "dialogs/engine/moved.h"
#include "dialogs/engine/prompt.h"
#include "dialogs/engine/route.h"
#include "dialogs/engine/slots.h"
#include "dialogs/engine/steps.h"
#include "dialogs/engine/turn.h"

#include <functional>

namespace dialogs {

namespace engine {

namespace {

void on(Turn& turn, const Heard& heard) { hear(turn, heard); }

using Handle = std::function<void(const Pending&)>;

// What the host answers, if it was asked for that.
void resume(Turn& turn, Question question, const Handle& handle) {
    if (!turn.session.pending || turn.session.pending->question != question) return;
    const Pending pending = *turn.session.pending;
    turn.session.pending.reset();
    const bool nowhere = turn.session.stack.empty() && question != Question::hand_over;
    if (nowhere || has_lost_its_place(turn)) {
        fail(turn, "the script changed while the host was asked");
    } else {
        handle(pending);
    }
    run(turn);
}

void on(Turn& turn, const Found& found) {
    resume(turn, Question::look_up, [&](const Pending& pending) {
        on_found(turn, pending, found);
    });
}

void on(Turn& turn, const Done& done) {
    resume(turn, Question::act, [&](const Pending& pending) {
        if (pending.action == done.action) return on_done(turn, done);
        note(turn, "error", "", "a result of " + done.action + " nobody asked for");
        on_failed(turn);
    });
}

void on(Turn& turn, const Failed& failed) {
    if (!failed.code.empty()) note(turn, "failed_with", failed.action, failed.code);
    resume(turn, Question::act, [&](const Pending&) { on_failed(turn); });
}

void on(Turn& turn, const HandedOver& handed) {
    resume(turn, Question::hand_over, [&](const Pending&) { on_handed_over(turn, handed); });
}

void on(Turn& turn, const TimedOut& over) {
    Session& session = turn.session;
    if (over.kind.starts_with("sla") && session.status == SessionStatus::handed_over) {
        on_overdue(turn);
        return run(turn);
    }
    if (session.status != SessionStatus::active || session.pending || session.stack.empty()) return;
    if (over.kind == "expire") {
        note(turn, "expired", place(top(turn)));
        session.status = SessionStatus::expired;
        const language::Step* waiting = current_step(turn);
        if (is_worth_resuming(turn) || (waiting && is_by_the_way(*waiting))) return;
        turn.state = State::over;
        return run(turn);
    }
    const language::Step* step = current_step(turn);
    if (over.kind != "timeout" || !step || !step->timeout) return;
    note(turn, "timed_out", place(top(turn)));
    session.moved.clear();
    session.steps = 0;
    remember_answered(turn, {});
    go(turn, step->timeout->next);
    run(turn);
}

void on(Turn& turn, const Returned& returned) {
    if (turn.session.status != SessionStatus::handed_over && !turn.session.meanwhile) return;
    turn.session.steps = 0;
    turn.session.visits.clear();
    forget_expired(turn);
    on_returned(turn, returned);
    run(turn);
    turn.session.handoff.erase("may_rate");
    // What is asked now waits from now on, however long ago the person wrote.
    if (!turn.session.stack.empty()) turn.session.heard_at = turn.context.now;
}

// A turn's replies leave together, unless the host has to be asked first; help that is called for
// is never waited for.
void release(Turn& turn, std::vector<Effect>& effects) {
    Session& session = turn.session;
    const bool calls_for_person = turn.question && std::holds_alternative<HandOver>(*turn.question);
    if (turn.question && !calls_for_person) return;
    auto replies = joined(std::move(session.unsent), profile(turn));
    session.unsent.clear();
    for (Say& reply : replies) {
        session.owed = false;
        session.last_prompt.push_back(reply);
        effects.emplace_back(std::move(reply));
    }
}

Step finished(Turn& turn) {
    Step step;
    release(turn, step.effects);
    if (!turn.question) {
        remind_of_sla(turn);
        for (Effect& reminder : turn.reminders)
            step.effects.push_back(std::move(reminder));
    } else {
        step.effects.push_back(*std::move(turn.question));
    }
    if (!turn.session.pending) {
        drop_passed(turn);
        turn.session.input.clear();
        turn.session.steps = 0;
    }
    turn.session.script_digest = turn.script.digest;
    step.session = std::move(turn.session);
    step.trace = std::move(turn.trace);
    step.kept_text = std::move(turn.kept_text);
    return step;
}

}  // namespace

}  // namespace engine

Step advance(const Script& script, Session session, const Input& input, const Context& context) {
    engine::Turn turn{script, context, std::move(session)};
    std::visit([&](const auto& what) { engine::on(turn, what); }, input);
    return engine::finished(turn);
}

}  // namespace dialogs
