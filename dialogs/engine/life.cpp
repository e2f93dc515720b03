#include "dialogs/engine/life.h"

#include "dialogs/engine/answering.h"
#include "dialogs/engine/commands.h"
#include "dialogs/engine/interpretation.h"
#include "dialogs/engine/meanwhile.h"
#include "dialogs/engine/prompt.h"
#include "dialogs/engine/route.h"
#include "dialogs/engine/slots.h"
#include "dialogs/engine/steps.h"
#include "dialogs/engine/suspension.h"
#include "dialogs/engine/understanding.h"
#include "dialogs/engine/wording.h"

namespace dialogs::engine {

namespace {

// Words where any words are asked for: an answer still, unless an article says it is a question.
bool take_late_words(Turn& turn, const language::Step& step, const language::SlotDefinition& slot) {
    const Meaning meaning = understand(slot, turn.heard, setting_of(turn)).meaning;
    if (meaning == Meaning::skipped || meaning == Meaning::unknown) return take_answer(turn, step);
    if (!is_wordy(turn.heard) || names_a_flow(turn)) return false;
    if (meaning != Meaning::value) return take_answer(turn, step);
    Pending pending;
    pending.doubted = true;
    turn.session.status = SessionStatus::expired;  // until it is known what was meant
    look_up(turn, {turn.session.input, {}, {}, {}}, std::move(pending));
    return true;
}

// Numbers of a menu mean nothing after days; twelve digits for the receipt number still do.
bool take_late_answer(Turn& turn, const language::Step& step) {
    const Asked asked = asked_at(turn, step);
    const auto* slot = asked.collect ? definition(turn, asked.collect->slot) : nullptr;
    if (!slot) return false;
    if (slot->type.base == language::BaseType::text)
        return !is_by_the_way(step) && take_late_words(turn, step, *slot);
    return take_answer(turn, step);
}

// Whether the session's slots are still kept for it to be gone on with.
bool is_past_resuming(const Turn& turn) {
    const auto lasts = profile(turn).expire_after + turn.script.limits.resume_window;
    return turn.context.now - turn.session.heard_at > lasts;
}

}  // namespace

void forget_expired(Turn& turn) {
    drop_ended(turn, is_past_resuming(turn));
    drop_overdue_suspension(turn);
    if (!has_expired(turn)) return;
    turn.session.topic.clear();
    turn.session.topic_office.clear();
    turn.session.facets.clear();
    turn.session.results.clear();
}

bool is_by_the_way(const language::Step& step) {
    return step.prompt.on_max_attempts.to == language::Destination::discard_and_continue;
}

void begin_session(Turn& turn) {
    Session& session = turn.session;
    forget_expired(turn);
    session.doubt.reset();
    session.stack.clear();
    session.history.clear();
    session.candidates.clear();
    forget_handoff(session);
    session.pending.reset();
    session.origin.clear();
    session.failures = 0;
    session.turns = 1;
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
        forget_handoff(session);
    }
    turn.reminders.clear();
    session.visits.clear();
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
    const bool by_the_way = is_by_the_way(step);
    const bool waits_on = by_the_way || is_worth_resuming(turn);
    if (is_past_resuming(turn) || !waits_on) return begin_afresh(turn);
    turn.session.status = SessionStatus::active;
    note(turn, "taken_up", place(top(turn)));
    if (run_command(turn)) return note(turn, "took", "command");
    if (take_late_answer(turn, step)) {
        // 不知道 to a question by the way was taken afresh, and noted there; what words were meant
        // for is known when an article was looked for.
        const bool open = turn.session.status == SessionStatus::expired;
        return turn.afresh || open ? void() : note(turn, "took", "answer");
    }
    if (by_the_way) {
        note(turn, "by_the_way", place(top(turn)));
        return begin_afresh(turn);
    }
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
        const language::Step* step = turn.script.step(frame.flow, frame.step);
        if (service && frame.asked && step && !is_by_the_way(*step)) return true;
    }
    return false;
}

}  // namespace dialogs::engine
