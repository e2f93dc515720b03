#include "dialogs/engine/interpretation.h"

#include "dialogs/engine/answering.h"
#include "dialogs/engine/commands.h"
#include "dialogs/engine/prompt.h"
#include "dialogs/engine/route.h"
#include "dialogs/engine/slots.h"
#include "dialogs/engine/steps.h"
#include "dialogs/engine/wording.h"

namespace dialogs::engine {

namespace {

// A try at a sensitive question is as sensitive as the answer.
bool asks_for_something_sensitive(const Turn& turn, const language::Step& step) {
    const Asked asked = asked_at(turn, step);
    const auto* slot = asked.collect ? definition(turn, asked.collect->slot) : nullptr;
    return slot && slot->sensitive;
}

// Asked whether it was an answer or a question, the person said neither: what they say now is for
// the step that waits below.
void leave_doubt(Turn& turn) {
    note(turn, "flow_ended", top(turn).flow);
    turn.session.doubt.reset();
    turn.session.stack.pop_back();
}

bool tries(Turn& turn, const char* what, bool taken) {
    // Whoever took it for a fresh conversation's first message has noted what it was there.
    if (taken && !turn.afresh) note(turn, "took", what);
    return taken;
}

void interpret_at(Turn& turn, const language::Step& step) {
    const bool asked = top(turn).asked;
    const bool listens = asked || std::holds_alternative<language::Menu>(step.kind);
    if (asked && tries(turn, "correction", correct_named(turn, step))) return;
    if (listens && tries(turn, "answer", take_answer(turn, step))) return;
    if (asks_for_something_sensitive(turn, step) && !is_wordy(turn.heard)) hide_message(turn);
    if (asked && tries(turn, "correction", correct(turn, step))) return;
    if (const char* what = take_other_words(turn, step)) {
        tries(turn, what, true);
        return;
    }
    if (tries(turn, "digression", digress(turn, step))) return;
    // The first message of a conversation is answered with the first question.
    if (!asked) return note(turn, "took", "greeting");
    note(turn, "took", "nothing");
    miss(turn, step);
}

}  // namespace

bool take_answer(Turn& turn, const language::Step& step) {
    const Asked asked = asked_at(turn, step);
    const bool of_form = std::holds_alternative<language::Form>(step.kind);
    if (asked.collect && !of_form) return hear_slot(turn, step, asked);
    return std::visit([&](const auto& kind) { return heard(turn, step, kind); }, step.kind);
}

void interpret(Turn& turn) {
    if (turn.session.stack.empty()) return;
    if (tries(turn, "command", run_command(turn))) return;
    const language::Step* step = &standing_at(turn);
    if (top(turn).flow == question_guard && turn.session.doubt) {
        if (tries(turn, "answer", take_answer(turn, *step))) return;
        leave_doubt(turn);
        step = current_step(turn);
        if (!step) return fail(turn, "nothing below " + std::string{question_guard});
    }
    interpret_at(turn, *step);
}

}  // namespace dialogs::engine
