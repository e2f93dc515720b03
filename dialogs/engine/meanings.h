#pragma once
#include "dialogs/engine/turn.h"

#include <string>
#include <string_view>
#include <vector>

// What a word of the script stands for where the conversation is.

namespace dialogs::engine {

// Any word may be the answer: a name, a place, a story. Nothing else is heard in it.
bool asks_for_own_words(const Turn& turn, const language::Step& step);

// The answer is one of a few words. Other answers know local words by themselves.
bool asks_for_listed_words(const Turn& turn, const language::Step& step);

enum class Of { step, anything };  // choices and options alone, or commands and services too

// Those of `words` that mean something here, as a person is shown them; one for each meaning.
std::vector<std::string> meant_by(
    Turn& turn, const language::Step& step, const std::vector<std::string_view>& words, Of what
);

}  // namespace dialogs::engine
