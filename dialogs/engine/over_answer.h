#pragma once
#include "dialogs/engine/answering.h"
#include "dialogs/engine/understanding.h"
#include "dialogs/language/types.h"
#include "dialogs/text/normalise.h"

#include <vector>

// More told than was asked: "王桂花，1948年3月生，住倴城镇".

namespace dialogs::engine {

// What the parts of a message say, the slot that is asked for first among equals. A slot that is
// not asked for is told only by what can hardly mean anything else, and by nothing when two slots
// could be meant. Empty when the message is to be taken as a whole.
std::vector<Told> told_in(
    const text::Normalised& message,
    const language::SlotDefinition& asked,
    const std::vector<const language::SlotDefinition*>& others,
    const Setting& setting
);

}  // namespace dialogs::engine
