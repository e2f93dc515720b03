#include "dialogs/engine/interpretation.h"

#include "dialogs/engine/answering.h"
#include "dialogs/engine/clarification.h"
#include "dialogs/engine/commands.h"
#include "dialogs/engine/life.h"
#include "dialogs/engine/prompt.h"
#include "dialogs/engine/route.h"
#include "dialogs/engine/slots.h"
#include "dialogs/engine/steps.h"
#include "dialogs/engine/wording.h"
#include "dialogs/text/id_card.h"
#include "dialogs/text/menu.h"

#include <algorithm>

namespace dialogs::engine {

namespace {

// A try at a sensitive question is as sensitive as the answer.
bool asks_for_something_sensitive(const Turn& turn, const language::Step& step) {
    const Asked asked = asked_at(turn, step);
    const auto* slot = asked.collect ? definition(turn, asked.collect->slot) : nullptr;
    return slot && slot->sensitive;
}

// Whether it holds somebody's number, if a mistyped one, as a side question need not.
bool holds_number(const text::Normalised& message) {
    constexpr std::size_t shortest = 3;
    std::size_t run = 0;
    std::size_t longest = 0;
    for (const char letter : message.text) {
        run = letter >= '0' && letter <= '9' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const bool only_told = longest >= shortest && !looks_like_question(message);
    return only_told || text::mask(message.text) != message.text;
}

// Whether the person was asked what an earlier message meant; no number but those offered is an
// answer to which words were meant.
bool asks_back(const Turn& turn) {
    const bool doubts = turn.session.stack.back().flow == question_guard && turn.session.doubt;
    return doubts || (offers_words(turn) && !text::menu_number(turn.heard));
}

// They said neither this nor that: what they say now is for the step that waits below.
void leave_it(Turn& turn) {
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
    const bool corrects = asked && step.correction;
    const bool listens = asked || std::holds_alternative<language::Menu>(step.kind);
    if (corrects && tries(turn, "correction", correct_named(turn, step))) return;
    if (listens && tries(turn, "answer", take_answer(turn, step))) return;
    const bool sensitive = asks_for_something_sensitive(turn, step);
    const bool numbered = sensitive && holds_number(turn.heard);
    if (sensitive && (numbered || !is_wordy(turn.heard))) hide_message(turn);
    if (corrects && tries(turn, "correction", correct(turn, step))) return;
    if (const char* what = take_other_words(turn, step)) {
        tries(turn, what, true);
        return;
    }
    const bool doubts = asked && !numbered && !is_by_the_way(step);
    if (doubts && tries(turn, "clarification", ask_which(turn, step))) return;
    // A number is asked nobody about.
    const bool aside = numbered ? begin_named_service(turn, step) : digress(turn, step);
    if (tries(turn, "digression", aside)) return;
    // The first message of a conversation is answered with the first question.
    if (!asked) return note(turn, "took", "greeting");
    if (is_by_the_way(step)) {
        note(turn, "by_the_way", place_asked(turn));
        return begin_afresh(turn);
    }
    if (tries(turn, "clarification", ask_whether(turn, step))) return;
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
    if (asks_back(turn)) {
        if (tries(turn, "answer", take_answer(turn, *step))) return;
        const std::string flow = top(turn).flow;
        leave_it(turn);
        step = current_step(turn);
        if (!step) return fail(turn, "nothing below " + flow);
    }
    interpret_at(turn, *step);
}

}  // namespace dialogs::engine
