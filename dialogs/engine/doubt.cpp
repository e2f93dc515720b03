#include "dialogs/engine/answering.h"
#include "dialogs/engine/life.h"
#include "dialogs/engine/route.h"
#include "dialogs/engine/scope.h"
#include "dialogs/engine/steps.h"
#include "dialogs/engine/suspension.h"
#include "dialogs/engine/understanding.h"
#include "dialogs/engine/wording.h"

// An answer in free words that may have been a question.

namespace dialogs::engine {

namespace {

constexpr double sure_enough = 0.5;  // that the article is what was meant, if it was a question

void take_as_answer(Turn& turn, const std::string& words) {
    const language::Step& step = standing_at(turn);
    const Asked asked = asked_at(turn, step);
    const language::SlotDefinition* slot =
        asked.collect ? definition(turn, asked.collect->slot) : nullptr;
    if (!slot) return fail(turn, "an answer to nothing");
    auto understood = understand(*slot, text::normalise(words), setting_of(turn));
    take(turn, step, {{slot->name, std::move(understood.filling)}});
}

}  // namespace

void on_doubt(Turn& turn, const Found& found) {
    const bool late = turn.session.status == SessionStatus::expired;
    turn.session.status = SessionStatus::active;
    const bool is_answer = found.outcome == Outcome::answer || found.outcome == Outcome::redirect;
    const bool clear_enough =
        is_answer && !found.passages.empty() && found.passages.front().score >= sure_enough;
    turn.heard = text::normalise(turn.session.input);
    const bool has_guard = turn.script.flow(std::string{question_guard}) != nullptr;
    if (late && clear_enough && (!has_guard || looks_like_question(turn.heard))) {
        suspend(turn);
        return begin_afresh(turn);
    }
    if (late) note(turn, "took", "answer");
    if (!clear_enough) return take_as_answer(turn, turn.session.input);
    turn.session.doubt = Doubt{turn.session.input, found.passages.front().topic};
    call(turn, std::string{question_guard});
}

void settle_doubt(Turn& turn, bool as_answer) {
    const Doubt doubt = *turn.session.doubt;
    turn.session.doubt.reset();
    note(turn, "flow_ended", top(turn).flow);
    turn.session.stack.pop_back();
    if (turn.session.stack.empty()) return start(turn, turn.script.entry_flow);
    if (as_answer) return take_as_answer(turn, doubt.text);
    Pending pending;
    pending.digression = true;
    look_up(turn, {doubt.text, {}, {}, {doubt.topic}}, std::move(pending));
}

}  // namespace dialogs::engine
