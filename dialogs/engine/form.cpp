#include "dialogs/engine/answering.h"
#include "dialogs/engine/interpretation.h"
#include "dialogs/engine/over_answer.h"
#include "dialogs/engine/prompt.h"
#include "dialogs/engine/route.h"
#include "dialogs/engine/scope.h"
#include "dialogs/engine/slots.h"
#include "dialogs/engine/steps.h"
#include "dialogs/engine/understanding.h"

namespace dialogs::engine {

namespace {

// Told already, but to be told anew for this form.
void forget_what_is_asked_anyway(Turn& turn, const language::Form& form) {
    for (const language::Field& field : form.fields) {
        if (field.collect.ask_before_filling) clear(turn, field.collect.slot);
    }
}

}  // namespace

void begin(Turn& turn, const language::Step& step, const language::Form& form) {
    if (!top(turn).asked) forget_what_is_asked_anyway(turn, form);
    const language::Field* open = open_field(turn, form);
    if (!open) return go_on(turn, step.next);
    ask_for(turn, step, open->collect.slot);
}

bool heard(Turn& turn, const language::Step& step, const language::Form& form) {
    const Asked asked = asked_at(turn, step);
    const language::SlotDefinition* slot =
        asked.collect ? definition(turn, asked.collect->slot) : nullptr;
    if (!slot) return false;
    std::vector<const language::SlotDefinition*> others;
    for (const language::Field& field : form.fields) {
        const std::string& name = field.collect.slot;
        if (name != slot->name && !is_filled(turn, name)) others.push_back(definition(turn, name));
    }
    std::erase(others, nullptr);
    if (is_trigger(turn)) return false;
    std::vector<Told> told = told_in(turn.heard, *slot, others, setting_of(turn));
    if (told.empty()) return hear_slot(turn, step, asked);
    for (const Told& one : told) {
        if (one.slot != slot->name) note(turn, "over_answered", place(top(turn)), one.slot);
    }
    take(turn, step, std::move(told));
    return true;
}

}  // namespace dialogs::engine
