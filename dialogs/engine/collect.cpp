#include "dialogs/engine/prompt.h"
#include "dialogs/engine/route.h"
#include "dialogs/engine/scope.h"
#include "dialogs/engine/slots.h"
#include "dialogs/engine/steps.h"
#include "dialogs/engine/understanding.h"

namespace dialogs::engine {

namespace {

// The first rule that refuses the value just filled; nullptr if none does.
const language::Validation* refusal(Turn& turn, const language::Collect& collect) {
    for (const language::Validation& rule : collect.validate) {
        if (holds(turn, rule.when)) return &rule;
    }
    return nullptr;
}

void take(
    Turn& turn, const language::Step& step, const language::Collect& collect, Filling filling
) {
    const auto before = turn.session.slots;
    fill(turn, collect.slot, std::move(filling));
    if (const language::Validation* rule = refusal(turn, collect)) {
        turn.session.slots = before;
        for (const std::string& slot : rule->clear)
            clear(turn, slot);
        return miss(turn, step, &rule->say);
    }
    remember_answered(turn, {collect.slot});
    go_on(turn, step.next);
}

}  // namespace

void begin(Turn& turn, const language::Step& step, const language::Collect& collect) {
    if (is_filled(turn, collect.slot) && !collect.ask_before_filling) {
        return go_on(turn, step.next);
    }
    ask(turn, step);
}

bool heard(Turn& turn, const language::Step& step, const language::Collect& collect) {
    const language::SlotDefinition* slot = definition(turn, collect.slot);
    if (!slot) return false;
    Understanding understood = understand(*slot, turn.heard, today(turn.context));
    switch (understood.meaning) {
        case Meaning::nothing: return false;
        case Meaning::unknown:
            if (!step.prompt.on_unknown) return false;
            note(turn, "unknown", place(top(turn)));
            remember_answered(turn, {});
            go(turn, step.prompt.on_unknown);
            return true;
        case Meaning::skipped:
            note(turn, "skipped", place(top(turn)));
            remember_answered(turn, {});
            go_on(turn, step.next);
            return true;
        case Meaning::value: break;
    }
    const bool calms =
        slot->type.base != language::BaseType::text && !top(turn).flow.starts_with("pattern_");
    if (calms) turn.session.failures = 0;
    if (slot->sensitive) hide_message(turn);
    take(turn, step, collect, std::move(understood.filling));
    return true;
}

}  // namespace dialogs::engine
