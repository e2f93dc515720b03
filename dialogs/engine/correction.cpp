#include "dialogs/engine/answering.h"
#include "dialogs/engine/change.h"
#include "dialogs/engine/choices.h"
#include "dialogs/engine/interpretation.h"
#include "dialogs/engine/prompt.h"
#include "dialogs/engine/scope.h"
#include "dialogs/engine/slot_words.h"
#include "dialogs/engine/steps.h"
#include "dialogs/engine/understanding.h"
#include "dialogs/text/menu.h"

#include <algorithm>
#include <optional>

namespace dialogs::engine {

namespace {

using language::SlotDefinition;

// "第2项", "名字": the slot that is meant; nullptr for none, or one that was never told.
const SlotDefinition* slot_meant(const Turn& turn, const std::string& target) {
    const auto slots = changeable_slots(turn);
    if (const auto number = text::menu_number(text::normalise(target))) {
        const auto index = static_cast<std::size_t>(*number - 1);  // of 0: past every end
        return index < slots.size() ? slots[index] : nullptr;
    }
    for (const SlotDefinition* slot : slots) {
        const auto words = words_for(*slot, slots);
        const auto word = std::find(words.begin(), words.end(), target);
        if (word != words.end() && is_filled(turn, slot->name)) return slot;
    }
    return nullptr;
}

void confirm_change(Turn& turn, const language::Step& step, const SlotDefinition& slot) {
    const Slot& told = turn.session.slots.at(slot.name);
    turn.extra["correction.label"] = slot.label.empty() ? slot.name : slot.label;
    turn.extra["correction.value"] = told.label.empty() ? told.value : told.label;
    note(turn, "corrected", place(top(turn)), slot.name);
    say(turn, pattern_text(turn, "pattern_correction"));
    if (top(turn).field == slot.name) return settle(turn, step);
    ask(turn, step);
}

// The rule's words, in answer to a change it refuses; the old value stays.
void refuse_change(
    Turn& turn,
    const language::Step& step,
    const SlotDefinition& slot,
    const language::Validation& rule
) {
    note(turn, "refused", place(top(turn)), slot.name);
    say(turn, {render(turn, rule.say), {}, place(top(turn)) + '.' + slot.name + ".validate", {}});
    ask(turn, step);
}

const language::Validation* broken_form_rule(Turn& turn, const std::string& slot) {
    const language::Form* form = form_with(turn, slot);
    return form ? broken(turn, form->validate) : nullptr;
}

void change(Turn& turn, const language::Step& step, const SlotDefinition& slot, Filling filling) {
    const auto before = turn.session.slots;
    const language::Validation* rule = fill_checked(turn, slot.name, std::move(filling));
    if (!rule) rule = broken_form_rule(turn, slot.name);
    if (!rule) return confirm_change(turn, step, slot);
    turn.session.slots = before;
    refuse_change(turn, step, slot, *rule);
}

bool change_to(
    Turn& turn, const language::Step& step, const SlotDefinition& slot, const std::string& value
) {
    auto understood = understand(slot, text::normalise(value), setting_of(turn));
    if (understood.meaning != Meaning::value) return false;
    change(turn, step, slot, std::move(understood.filling));
    return true;
}

// The slots of the last answer that people may change.
std::vector<const SlotDefinition*> told_last(const Turn& turn) {
    std::vector<const SlotDefinition*> slots;
    const auto& history = turn.session.history;
    if (history.empty()) return slots;
    for (const std::string& name : history.back().slots) {
        const SlotDefinition* slot = definition(turn, name);
        if (slot && !slot->sensitive && is_filled(turn, name)) slots.push_back(slot);
    }
    return slots;
}

bool is_free_text(const SlotDefinition& slot) { return slot.type.base == language::BaseType::text; }

bool change_last(Turn& turn, const language::Step& step, const std::string& value, bool free_text) {
    for (const SlotDefinition* slot : told_last(turn)) {
        if (is_free_text(*slot) == free_text && change_to(turn, step, *slot, value)) return true;
    }
    return false;
}

// The value as an answer to what is asked right now.
bool answer_with(Turn& turn, const language::Step& step, const std::string& value) {
    const text::Normalised whole = turn.heard;
    turn.heard = text::normalise(value);
    if (take_answer(turn, step)) return true;
    turn.heard = whole;
    return false;
}

// Of all that was told in this flow, the only thing the value can be.
bool change_any(Turn& turn, const language::Step& step, const std::string& value) {
    const SlotDefinition* only = nullptr;
    Filling filling;
    for (const SlotDefinition* slot : changeable_slots(turn)) {
        if (is_free_text(*slot) || !is_filled(turn, slot->name)) continue;
        auto read = understand(*slot, text::normalise(value), setting_of(turn));
        if (read.meaning != Meaning::value) continue;
        if (only) return false;
        only = slot;
        filling = std::move(read.filling);
    }
    if (only) change(turn, step, *only, std::move(filling));
    return only != nullptr;
}

std::optional<Change> named_change(const Turn& turn) {
    auto change = read_change(turn.heard.text);
    if (!change || !change->target.empty() || change->alone) return change;
    // "不对，名字是王桂兰"
    const auto named = split_at_link(change->value);
    return named && slot_meant(turn, named->target) ? named : change;
}

}  // namespace

bool correct_named(Turn& turn, const language::Step& step) {
    const auto change = named_change(turn);
    if (!change) return false;
    if (change->alone) {
        const auto slots = told_last(turn);
        if (slots.empty() || !question_for(turn, slots.front()->name).collect) return false;
        note(turn, "corrected", place(top(turn)), slots.front()->name);
        ask_for(turn, step, slots.front()->name);
        return true;
    }
    const SlotDefinition* slot =
        change->target.empty() ? nullptr : slot_meant(turn, change->target);
    if (!slot) return false;
    if (!change->value.empty() && change_to(turn, step, *slot, change->value)) return true;
    if (!question_for(turn, slot->name).collect) return false;
    note(turn, "corrected", place(top(turn)), slot->name);
    ask_for(turn, step, slot->name);
    return true;
}

bool correct(Turn& turn, const language::Step& step) {
    const auto change = read_change(turn.heard.text);
    if (!change || !change->target.empty() || change->value.empty()) return false;
    const std::string& value = change->value;
    if (top(turn).attempts > 0 && answer_with(turn, step, value)) return true;
    if (change_last(turn, step, value, false) || answer_with(turn, step, value)) return true;
    if (change_any(turn, step, value)) return true;
    // Where any words are taken for a question, so are these.
    const auto* menu = std::get_if<language::Menu>(&step.kind);
    return !(menu && menu->free_text) && change_last(turn, step, value, true);
}

}  // namespace dialogs::engine
