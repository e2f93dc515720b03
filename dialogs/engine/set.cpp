#include "dialogs/engine/route.h"
#include "dialogs/engine/scope.h"
#include "dialogs/engine/slots.h"
#include "dialogs/engine/steps.h"

namespace dialogs::engine {

void begin(Turn& turn, const language::Step& step, const language::Route&) {
    go_on(turn, step.next);
}

void begin(Turn& turn, const language::Step& step, const language::Set& set) {
    for (const auto& [slot, expression] : set.assignments) {
        const language::Value value = evaluate(turn, expression);
        if (language::is_null(value)) {
            clear(turn, slot);
        } else {
            fill(turn, slot, {language::to_text(value)});
        }
    }
    go_on(turn, step.next);
}

}  // namespace dialogs::engine
