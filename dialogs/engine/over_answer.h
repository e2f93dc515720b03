#pragma once
#include "dialogs/engine/answering.h"
#include "dialogs/engine/understanding.h"
#include "dialogs/language/types.h"
#include "dialogs/text/normalise.h"

#include <string_view>
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

// The words people have for a slot: its label and, when no other of `all` is of its type, what the
// type is called: 电话, 名字, 村.
std::vector<std::string_view> words_for(
    const language::SlotDefinition& slot, const std::vector<const language::SlotDefinition*>& all
);

}  // namespace dialogs::engine
