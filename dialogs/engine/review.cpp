#include "dialogs/engine/answering.h"
#include "dialogs/engine/choices.h"
#include "dialogs/engine/picking.h"
#include "dialogs/engine/prompt.h"
#include "dialogs/engine/route.h"
#include "dialogs/engine/slot_words.h"
#include "dialogs/engine/steps.h"
#include "dialogs/engine/understanding.h"
#include "dialogs/text/menu.h"
#include "dialogs/text/yes_no.h"

#include <algorithm>

// What was told is read back, and one thing of it told anew.

namespace dialogs::engine {

namespace {

// 返回 may have emptied a slot that is to be read back: it is asked for first.
std::string missing(const Turn& turn, const language::Review& review) {
    for (const std::string& name : review.slots) {
        const language::SlotDefinition* slot = definition(turn, name);
        const bool needed = slot && !slot->optional && !slot->sensitive;
        if (needed && !is_filled(turn, name) && question_for(turn, name).collect) return name;
    }
    return {};
}

const language::SlotDefinition* slot_named(const Turn& turn) {
    const auto slots = changeable_slots(turn);
    if (const auto number = text::menu_number(turn.heard)) {
        const auto index = static_cast<std::size_t>(*number - 1);  // of 0: past every end
        return index < slots.size() ? slots[index] : nullptr;
    }
    for (const language::SlotDefinition* slot : slots) {
        const auto words = words_for(*slot, slots);
        if (is_one_of(turn.heard, {words.begin(), words.end()})) return slot;
    }
    return nullptr;
}

bool changes_nothing(const Turn& turn) {
    const auto read = text::yes_no(turn.heard.raw);
    return read && (*read == text::YesNo::no || *read == text::YesNo::none);
}

}  // namespace

void begin(Turn& turn, const language::Step& step, const language::Review& review) {
    const std::string slot = missing(turn, review);
    slot.empty() ? ask(turn, step) : ask_for(turn, step, slot);
}

bool heard(Turn& turn, const language::Step& step, const language::Review& review) {
    const language::Choice* choice = picked(turn, review.choices);
    if (choice) {
        take_choice(turn, *choice);
        return true;
    }
    if (!text::is_weak_yes(turn.heard.raw)) return false;
    miss(turn, step);
    return true;
}

void begin(Turn& turn, const language::Step& step, const language::ChooseSlot&) { ask(turn, step); }

bool heard(Turn& turn, const language::Step& step, const language::ChooseSlot&) {
    const language::SlotDefinition* slot = slot_named(turn);
    if (slot && question_for(turn, slot->name).collect) {
        note(turn, "picked", place(top(turn)), slot->name);
        remember_answered(turn, {});
        ask_for(turn, step, slot->name);
        return true;
    }
    if (!changes_nothing(turn)) return false;
    remember_answered(turn, {});
    go_on(turn, step.next);
    return true;
}

}  // namespace dialogs::engine
