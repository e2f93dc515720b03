#pragma once
#include "dialogs/engine/turn.h"

#include <vector>

// Choices of a menu or a review.

namespace dialogs::engine {

// The one the message is: by its number, its label or another word for it; nullptr for none.
const language::Choice* picked(Turn& turn, const std::vector<language::Choice>& choices);

// By its label or another word for it.
bool is_meant(const Turn& turn, const language::Choice& choice);

void take_choice(Turn& turn, const language::Choice& choice);

}  // namespace dialogs::engine
