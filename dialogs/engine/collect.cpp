#include "dialogs/engine/answering.h"
#include "dialogs/engine/prompt.h"
#include "dialogs/engine/route.h"
#include "dialogs/engine/steps.h"

namespace dialogs::engine {

void begin(Turn& turn, const language::Step& step, const language::Collect& collect) {
    if (is_filled(turn, collect.slot) && !collect.ask_before_filling) {
        return go_on(turn, step.next);
    }
    ask(turn, step);
}

bool heard(Turn& turn, const language::Step& step, const language::Collect&) {
    return hear_slot(turn, step, asked_at(turn, step));
}

}  // namespace dialogs::engine
