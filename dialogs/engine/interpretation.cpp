#include "dialogs/engine/interpretation.h"

#include "dialogs/engine/commands.h"
#include "dialogs/engine/prompt.h"
#include "dialogs/engine/route.h"
#include "dialogs/engine/slots.h"
#include "dialogs/engine/steps.h"
#include "dialogs/text/clean.h"
#include "dialogs/text/menu.h"

namespace dialogs::engine {

namespace {

constexpr std::u32string_view numerals =
    U"〇零一二三四五六七八九十百千万亿两幺洞拐勾叉壹贰叁肆伍陆柒捌玖拾";

bool is_han(char32_t letter) { return letter >= 0x4E00 && letter <= 0x9FFF; }
bool is_latin(char32_t letter) { return letter >= U'a' && letter <= U'z'; }

bool take_answer(Turn& turn, const language::Step& step) {
    return std::visit([&](const auto& kind) { return heard(turn, step, kind); }, step.kind);
}

// A try at a sensitive question is as sensitive as the answer.
bool asks_for_something_sensitive(const Turn& turn, const language::Step& step) {
    const auto* collect = std::get_if<language::Collect>(&step.kind);
    const language::SlotDefinition* slot = collect ? definition(turn, collect->slot) : nullptr;
    return slot && slot->sensitive;
}

}  // namespace

void interpret(Turn& turn) {
    if (turn.session.stack.empty()) return;
    if (run_command(turn)) return;
    const language::Step* step = current_step(turn);
    if (!step) return fail(turn, "no step " + place(top(turn)));
    const bool asked = top(turn).asked;
    if (asked || std::holds_alternative<language::Menu>(step->kind)) {
        if (take_answer(turn, *step)) return;
    }
    if (asks_for_something_sensitive(turn, *step) && !is_wordy(turn.heard)) hide_message(turn);
    if (asked && correct(turn, *step)) return;
    if (digress(turn, *step)) return;
    if (!asked) return;  // the first message of a conversation is answered with the first question
    miss(turn, *step);
}

bool is_wordy(const text::Normalised& message) {
    if (text::menu_number(message)) return false;
    int words = 0;
    int letters = 0;
    for (const char32_t letter : text::to_utf32(message.compact)) {
        if (is_han(letter) && numerals.find(letter) == std::u32string_view::npos) ++words;
        if (is_latin(letter)) ++letters;
    }
    constexpr int least_letters = 5;  // "dibao"
    return words >= 2 || letters >= least_letters;
}

}  // namespace dialogs::engine
