#include "dialogs/engine/clarification.h"
#include "dialogs/engine/commands.h"
#include "dialogs/engine/interpretation.h"
#include "dialogs/engine/meanings.h"

#include <string>

// A message that means nothing as it is written, taken for what it says in plain words (俺要找人工)
// or for the word it sounds like (推出).

namespace dialogs::engine {

namespace {

const char* take_as(
    Turn& turn, const language::Step& step, const std::string& words, const char* why
) {
    const text::Normalised written = turn.heard;
    const std::string where = place(top(turn));
    turn.heard = text::normalise(words);
    const char* what = take_words(turn, step);
    if (what) {
        note(turn, "heard_as", where, why);
    } else {
        turn.heard = written;
    }
    return what;
}

}  // namespace

const char* take_words(Turn& turn, const language::Step& step) {
    if (run_command(turn)) return "command";
    const bool listens = top(turn).asked || std::holds_alternative<language::Menu>(step.kind);
    if (listens && asks_for_listed_words(turn, step) && take_answer(turn, step)) return "answer";
    return begin_named_service(turn, step) ? "digression" : nullptr;
}

const char* take_other_words(Turn& turn, const language::Step& step) {
    if (asks_for_own_words(turn, step)) return nullptr;
    const std::string plain = turn.script.dialect.plain(turn.heard.text);
    if (plain != turn.heard.text) {
        if (const char* what = take_as(turn, step, plain, "dialect")) return what;
    }
    const auto alike = meant_by(turn, step, turn.script.lexicon.sounding_like(plain), Of::anything);
    // Two words that sound the same: neither is guessed.
    if (alike.size() > 1) return offer(turn, alike) ? "clarification" : nullptr;
    if (alike.empty() || alike.front() == turn.heard.compact) return nullptr;
    return take_as(turn, step, alike.front(), "sound");
}

}  // namespace dialogs::engine
