#include "dialogs/engine/route.h"
#include "dialogs/engine/scope.h"
#include "dialogs/engine/slots.h"
#include "dialogs/engine/steps.h"

#include <algorithm>

namespace dialogs::engine {

namespace {

// A choice is read back by its label, whoever made it.
Filling filling(const Turn& turn, const std::string& slot, std::string value) {
    Filling filled{std::move(value), {}};
    const language::SlotDefinition* known = definition(turn, slot);
    if (!known) return filled;
    const auto option = std::find_if(known->of.begin(), known->of.end(), [&](const auto& one) {
        return one.id == filled.value;
    });
    if (option != known->of.end()) filled.label = option->label;
    return filled;
}

}  // namespace

void begin(Turn& turn, const language::Step& step, const language::Route&) {
    go_on(turn, step.next);
}

void begin(Turn& turn, const language::Step& step, const language::Set& set) {
    for (const auto& [slot, expression] : set.assignments) {
        const language::Value value = evaluate(turn, expression);
        if (language::is_null(value)) {
            clear(turn, slot);
        } else {
            fill(turn, slot, filling(turn, slot, language::to_text(value)));
        }
    }
    go_on(turn, step.next);
}

}  // namespace dialogs::engine
