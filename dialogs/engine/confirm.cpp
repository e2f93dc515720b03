#include "dialogs/engine/prompt.h"
#include "dialogs/engine/route.h"
#include "dialogs/engine/scope.h"
#include "dialogs/engine/slots.h"
#include "dialogs/engine/steps.h"
#include "dialogs/engine/understanding.h"
#include "dialogs/text/yes_no.h"

namespace dialogs::engine {

void begin(Turn& turn, const language::Step& step, const language::Confirm&) { ask(turn, step); }

bool heard(Turn& turn, const language::Step& step, const language::Confirm& confirm) {
    language::SlotDefinition yes_or_no;
    yes_or_no.type.base = language::BaseType::yes_no;
    Understanding understood = understand(yes_or_no, turn.heard, setting_of(turn));
    if (understood.meaning == Meaning::unknown && step.prompt.on_unknown) {
        note(turn, "unknown", place(top(turn)));
        remember_answered(turn, {});
        go(turn, step.prompt.on_unknown);
        return true;
    }
    if (understood.meaning != Meaning::value) return false;
    const bool affirmed = understood.filling.value == "yes";
    if (affirmed && text::is_weak_yes(turn.heard.raw)) {
        miss(turn, step);
        return true;
    }
    note(turn, affirmed ? "affirmed" : "denied", place(top(turn)));
    remember_answered(turn, {confirm.slot});
    if (!confirm.slot.empty()) fill(turn, confirm.slot, std::move(understood.filling));
    go(turn, affirmed ? confirm.affirm : confirm.deny);
    return true;
}

}  // namespace dialogs::engine
