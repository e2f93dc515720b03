#pragma once
#include "dialogs/engine/asking.h"
#include "dialogs/engine/slots.h"

#include <string>
#include <vector>

// Answers to questions for slots.

namespace dialogs::engine {

struct Told {
    std::string slot;
    Filling filling;
};

// The message as an answer to the slot in question; false when it is none.
bool hear_slot(Turn& turn, const language::Step& step, const Asked& asked);

// Fills what was told as far as the rules allow, and goes on; else asks again for what they refuse.
void take(Turn& turn, const language::Step& step, std::vector<Told> told);

// The first of them that refuses what was told; nullptr for none.
const language::Validation* broken(Turn& turn, const std::vector<language::Validation>& rules);

// Fills one slot. When a rule refuses it, the slot is as before and the rule is returned.
const language::Validation* fill_checked(Turn& turn, const std::string& slot, Filling filling);

// What was in question has its answer: where the step goes on.
void settle(Turn& turn, const language::Step& step);

// The first slot of the form that is neither told nor skipped; nullptr when all are.
const language::Field* open_field(const Turn& turn, const language::Form& form);

// A value that the host knows already and the slot's definition offers, such as the number the
// person writes from; empty for none.
std::string offered(const Turn& turn, const language::SlotDefinition& slot);

// The answer reads like a question and there is an article for it: which is it?
// After expiry a question is a fresh one, and the form waits for 继续.
void on_doubt(Turn& turn, const Found& found);
// What the person says to that. `as_answer`: it was meant as the answer.
void settle_doubt(Turn& turn, bool as_answer);

}  // namespace dialogs::engine
