#include "dialogs/text/menu.h"

#include "dialogs/engine/answering.h"
#include "dialogs/engine/commands.h"
#include "dialogs/engine/interpretation.h"
#include "dialogs/engine/picking.h"
#include "dialogs/engine/prompt.h"
#include "dialogs/engine/route.h"
#include "dialogs/engine/steps.h"
#include "dialogs/engine/understanding.h"
#include "dialogs/engine/wording.h"

namespace dialogs::engine {

namespace {

using language::Menu;

// Numbers mean something only after the menu has been shown.
std::string key_of(Turn& turn) {
    const auto number = text::menu_number(turn.heard);
    if (!number || !top(turn).asked) return {};
    return std::to_string(*number);
}

bool means(const Turn& turn, const language::Choice& choice, const std::string& key) {
    if (!key.empty()) return choice.key == key;
    return is_one_of(turn.heard, {choice.label}) || is_one_of(turn.heard, choice.synonyms);
}

}  // namespace

const language::Choice* picked(Turn& turn, const std::vector<language::Choice>& choices) {
    const std::string key = key_of(turn);
    for (const language::Choice& choice : choices) {
        if (means(turn, choice, key)) return &choice;
    }
    return nullptr;
}

void take_choice(Turn& turn, const language::Choice& choice) {
    note(turn, "picked", place(top(turn)), choice.id);
    if (!choice.command.empty()) {
        if (const language::Command* command = turn.script.command(choice.command)) {
            return obey(turn, *command);
        }
        return fail(turn, "no command " + choice.command);
    }
    if (turn.session.doubt && top(turn).flow == question_guard) {
        return settle_doubt(turn, choice.id == "answer");
    }
    remember_answered(turn, {});
    if (!choice.next.answer_facet.empty()) {
        return look_up(
            turn,
            {choice.label, choice.next.answer_facet, {}, {}},
            {Question::look_up, {}, choice.id, false}
        );
    }
    go_on(turn, choice.next);  // the step's own, where the choice says nothing
}

namespace {

// Leaves the list of candidates: what is found goes on at the step that offered them.
void look_up_below(Turn& turn, std::string question, std::vector<std::string> topics) {
    note(turn, "flow_ended", top(turn).flow);
    turn.session.stack.pop_back();
    const language::Step* below = current_step(turn);
    if (!below) return fail(turn, "candidates offered by nobody");
    const bool digression = language::waits_for_person(*below);
    look_up(
        turn,
        {std::move(question), {}, {}, std::move(topics)},
        {Question::look_up, {}, {}, digression}
    );
}

bool take_candidate(Turn& turn, const language::Step& step, const Menu& menu) {
    const auto candidates = turn.session.candidates;
    const auto number = text::menu_number(turn.heard);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const bool named = text::squeeze(turn.heard.text) == text::squeeze(candidates[i].title);
        if (!named && number != static_cast<int>(i + 1)) continue;
        note(turn, "picked", place(top(turn)), candidates[i].topic);
        look_up_below(turn, {}, {candidates[i].topic});
        return true;
    }
    if (number == static_cast<int>(candidates.size() + 1) || is_one_of(turn.heard, {"都不是"})) {
        menu.none_of_these ? go(turn, menu.none_of_these) : go_on(turn, step.next);
        return true;
    }
    if (menu.free_text || !is_wordy(turn.heard)) return false;
    look_up_below(turn, turn.session.input, {});
    return true;
}

}  // namespace

void begin(Turn& turn, const language::Step& step, const Menu&) { ask(turn, step); }

bool heard(Turn& turn, const language::Step& step, const Menu& menu) {
    if (!menu.choices_from.empty()) return take_candidate(turn, step, menu);
    const language::Choice* choice = picked(turn, menu.choices);
    if (!choice) return false;
    take_choice(turn, *choice);
    return true;
}

}  // namespace dialogs::engine
