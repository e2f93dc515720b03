#pragma once
#include "dialogs/engine/turn.h"
#include "dialogs/language/layout.h"

#include <string>
#include <vector>

// What a person can pick from, and what is read back to them.

namespace dialogs::engine {

// The answers that the question on top offers, as the person sees them.
std::vector<Choice> choices_of(const Turn& turn, const language::Step& step);

// What else can be answered, not listed but told in words.
std::vector<const language::Choice*> hinted_at(const Turn& turn, const language::Step& step);

// The slots that the flow on top asks for and people may change, as its review has them, else in
// the order they are asked for: what "第二项" counts.
std::vector<const language::SlotDefinition*> changeable_slots(const Turn& turn);

// Those of a review, as far as they are told.
std::vector<language::Item> items_of(const Turn& turn, const language::Review& review);

}  // namespace dialogs::engine
