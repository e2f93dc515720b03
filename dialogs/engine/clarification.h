#pragma once
#include "dialogs/engine/turn.h"

#include <string>
#include <vector>

// Which is meant? A message that may mean one of several things, or only comes near one, is not
// guessed at: pattern_clarification offers what it may have been, and picking one says it. The same
// is not offered twice in a row.

namespace dialogs::engine {

inline constexpr std::size_t most_offered = 3;  // more than that is no help on a small screen

// Offers the first of these words; false when there are none, or they have just been offered.
bool offer(Turn& turn, std::vector<std::string> words, std::size_t most = most_offered);

// The message names several places, or is a syllable away from what the step offers: asks which.
bool ask_which(Turn& turn, const language::Step& step);
// The same for commands and services: asked instead of a question that was not understood.
bool ask_whether(Turn& turn, const language::Step& step);

// The flow on top offers words, not articles.
bool offers_words(const Turn& turn);

// The answer to what was offered, words or articles; false when it is none.
bool take_candidate(Turn& turn, const language::Step& step, const language::Menu& menu);

}  // namespace dialogs::engine
