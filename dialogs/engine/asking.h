#pragma once
#include "dialogs/engine/turn.h"

#include <string>
#include <string_view>

// What is in question while a step waits: what the step itself asks, or one slot.

namespace dialogs::engine {

struct Asked {
    const language::Prompt* prompt = nullptr;
    const language::Collect* collect = nullptr;  // none at a menu, a confirmation, a review
};

// At `step`, which is the one on top.
Asked asked_at(const Turn& turn, const language::Step& step);

// At a step further down the stack.
Asked asked_at(const Turn& turn, const Frame& frame, const language::Step& step);

// How the flow on top asks for a slot, wherever it does; empty when it never does.
Asked question_for(const Turn& turn, std::string_view slot);

// The form of the flow on top that has the slot; nullptr for none.
const language::Form* form_with(const Turn& turn, std::string_view slot);

// "status.ask_no", "apply.details.elder_name"
std::string place_asked(const Turn& turn);

// Asks for the slot here, whatever the step itself asks; once it is told the step goes on.
void ask_for(Turn& turn, const language::Step& step, const std::string& slot);

}  // namespace dialogs::engine
