#include "dialogs/engine/life.h"

#include "dialogs/engine/answering.h"
#include "dialogs/engine/commands.h"
#include "dialogs/engine/interpretation.h"
#include "dialogs/engine/prompt.h"
#include "dialogs/engine/route.h"
#include "dialogs/engine/slots.h"
#include "dialogs/engine/steps.h"
#include "dialogs/engine/suspension.h"
#include "dialogs/engine/wording.h"

namespace dialogs::engine {

namespace {

bool takes_any_text(const Turn& turn, const language::Collect& collect) {
    const language::SlotDefinition* slot = definition(turn, collect.slot);
    return !slot || slot->type.base == language::BaseType::text;
}

// Numbers of a menu mean nothing after days; twelve digits for the receipt number still do.
bool take_late_answer(Turn& turn, const language::Step& step) {
    const Asked asked = asked_at(turn, step);
    if (!asked.collect || takes_any_text(turn, *asked.collect)) return false;
    return take_answer(turn, step);
}

// Whether the session's slots are still kept for it to be gone on with.
bool is_past_resuming(const Turn& turn) {
    const auto lasts = profile(turn).expire_after + turn.script.limits.resume_window;
    return turn.context.now - turn.session.heard_at > lasts;
}

}  // namespace

void begin_session(Turn& turn) {
    Session& session = turn.session;
    drop_ended(turn, is_past_resuming(turn));
    drop_overdue_suspension(turn);
    session.doubt.reset();
    session.stack.clear();
    session.history.clear();
    session.candidates.clear();
    session.handoff.clear();
    session.pending.reset();
    session.origin.clear();
    session.failures = 0;
    session.turns = 1;
    if (has_expired(turn)) {
        session.topic.clear();
        session.facets.clear();
        session.results.clear();
    }
    start(turn, turn.script.entry_flow);
}

void begin_afresh(Turn& turn) {
    begin_session(turn);
    interpret(turn);
    turn.afresh = true;
}

void finish(Turn& turn) {
    Session& session = turn.session;
    if (session.status != SessionStatus::handed_over) {
        if (session.owed && session.unsent.empty()) return start(turn, turn.script.entry_flow);
        session.status = SessionStatus::idle;
        session.handoff.clear();
    }
    turn.reminders.clear();
    drop_used(turn);
    drop_ended(turn, false);
    session.stack.clear();
    session.history.clear();
    session.candidates.clear();
    session.origin.clear();
    turn.state = State::waiting;
}

void take_up(Turn& turn) {
    const language::Step& step = standing_at(turn);
    if (is_past_resuming(turn) || !is_worth_resuming(turn)) return begin_afresh(turn);
    turn.session.status = SessionStatus::active;
    note(turn, "taken_up", place(top(turn)));
    if (run_command(turn)) return note(turn, "took", "command");
    if (take_late_answer(turn, step)) return note(turn, "took", "answer");
    if (is_wordy(turn.heard)) {
        suspend(turn);
        return begin_afresh(turn);
    }
    note(turn, "took", "offer");
    call(turn, "pattern_session_expired");
}

bool has_expired(const Turn& turn) {
    return turn.context.now - turn.session.heard_at > profile(turn).expire_after;
}

bool is_worth_resuming(const Turn& turn) {
    for (const Frame& frame : turn.session.stack) {
        const bool service =
            frame.flow != turn.script.entry_flow && !frame.flow.starts_with("pattern_");
        if (service && frame.asked) return true;
    }
    return false;
}

}  // namespace dialogs::engine
