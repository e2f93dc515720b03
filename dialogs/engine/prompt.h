#pragma once
#include "dialogs/engine/turn.h"

#include <string>
#include <vector>

// Questions to the person: asked, asked again, and given up.

namespace dialogs::engine {

// Asks the step's question and waits.
void ask(Turn& turn, const language::Step& step);

// Comes back to a question that was asked before: "接着刚才的：…", and waits.
void ask_again(Turn& turn, const language::Step& step);

// Says `text` in place of the question, with its choices, and waits. `part` names the text:
// "reask[0]".
void ask_with(Turn& turn, const language::Step& step, std::string text, const std::string& part);

// The answer was not understood, or `refusal` says what is wrong with it: asks with other words,
// or gives up after the last attempt.
void miss(Turn& turn, const language::Step& step, const language::Text* refusal = nullptr);
// The same with the words of a repair flow in place of the step's own.
void miss_with(Turn& turn, const language::Step& step, Say words);

// Stops until the person writes or the step's time is up.
void wait(Turn& turn, const language::Step& step);

// A text of a repair flow, the first it says, and its place; empty if there is no such flow.
Say pattern_text(const Turn& turn, const std::string& flow);

// The person answered: 返回 comes back here. Call before anything is changed.
void remember_answered(Turn& turn, std::vector<std::string> slots);

}  // namespace dialogs::engine
