#include "dialogs/text/menu.h"

#include "dialogs/engine/answering.h"
#include "dialogs/engine/clarification.h"
#include "dialogs/engine/commands.h"
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
    return is_meant(turn, choice);
}

}  // namespace

bool is_meant(const Turn& turn, const language::Choice& choice) {
    return is_word(turn.heard, choice.label) || is_one_of(turn.heard, choice.synonyms);
}

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
    go_on(turn, choice.next, choice.id);  // the step's own, where the choice says nothing
}

void begin(Turn& turn, const language::Step& step, const Menu&) { ask(turn, step); }

bool heard(Turn& turn, const language::Step& step, const Menu& menu) {
    if (!menu.choices_from.empty()) return take_candidate(turn, step, menu);
    const language::Choice* choice = picked(turn, menu.choices);
    if (!choice) return false;
    take_choice(turn, *choice);
    return true;
}

}  // namespace dialogs::engine
