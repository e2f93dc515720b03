#include "dialogs/engine/asking.h"
#include "dialogs/engine/commands.h"
#include "dialogs/engine/interpretation.h"
#include "dialogs/engine/slots.h"

#include <string>
#include <vector>

// A message that means nothing as it is written, taken for what it says in plain words (俺要找人工)
// or for the word it sounds like (推出).

namespace dialogs::engine {

namespace {

using language::BaseType;

// What is asked for may be any word.
bool asks_for_own_words(const Turn& turn, const language::Step& step) {
    const Asked asked = asked_at(turn, step);
    const auto* slot = asked.collect ? definition(turn, asked.collect->slot) : nullptr;
    if (!slot) return false;
    const BaseType base = slot->type.base;
    return slot->sensitive || base == BaseType::text || base == BaseType::person_name ||
           base == BaseType::gazetteer;
}

// Whether an answer here is one of a few words. A slot's own reading knows local words already.
bool offers_words(const Turn& turn, const language::Step& step) {
    const Asked asked = asked_at(turn, step);
    const auto* slot = asked.collect ? definition(turn, asked.collect->slot) : nullptr;
    if (slot) return slot->type.base == BaseType::choice;
    const auto* menu = std::get_if<language::Menu>(&step.kind);
    if (menu) return menu->choices_from.empty();
    return std::holds_alternative<language::Review>(step.kind) ||
           std::holds_alternative<language::ChooseSlot>(step.kind);
}

struct OtherWords {
    const char* why;
    std::string words;
};

std::vector<OtherWords> other_words(const Turn& turn) {
    std::vector<OtherWords> others;
    const std::string plain = turn.script.dialect.plain(turn.heard.text);
    if (plain != turn.heard.text) others.push_back({"dialect", plain});
    const auto alike = turn.script.lexicon.sounding_like(plain);
    // Two words that sound the same: neither is guessed.
    if (alike.size() == 1 && alike.front() != turn.heard.compact)
        others.push_back({"sound", std::string{alike.front()}});
    return others;
}

const char* take_words(Turn& turn, const language::Step& step) {
    if (run_command(turn)) return "command";
    const bool listens = top(turn).asked || std::holds_alternative<language::Menu>(step.kind);
    if (listens && offers_words(turn, step) && take_answer(turn, step)) return "answer";
    return begin_named_service(turn, step) ? "digression" : nullptr;
}

}  // namespace

const char* take_other_words(Turn& turn, const language::Step& step) {
    if (asks_for_own_words(turn, step)) return nullptr;
    const text::Normalised written = turn.heard;
    for (const auto& [why, words] : other_words(turn)) {
        turn.heard = text::normalise(words);
        const std::string where = place(top(turn));
        if (const char* what = take_words(turn, step)) {
            note(turn, "heard_as", where, why);
            return what;
        }
    }
    turn.heard = written;
    return nullptr;
}

}  // namespace dialogs::engine
