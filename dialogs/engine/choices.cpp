#include "dialogs/engine/choices.h"

#include "dialogs/engine/answering.h"
#include "dialogs/engine/slots.h"
#include "dialogs/language/layout.h"
#include "dialogs/language/walk.h"
#include "dialogs/text/clean.h"
#include "dialogs/text/id_card.h"

#include <algorithm>

namespace dialogs::engine {

namespace {

using language::Menu;
using language::SlotDefinition;

constexpr const char* nothing_told = "无";

std::vector<Choice> numbered_candidates(const Turn& turn) {
    std::vector<Choice> choices;
    for (const Candidate& candidate : turn.session.candidates) {
        choices.push_back({std::to_string(choices.size() + 1), candidate.title});
    }
    choices.push_back({std::to_string(choices.size() + 1), "都不是"});
    return choices;
}

// One side of an article is offered only where the article shown tells it.
bool is_there(const Turn& turn, const language::Choice& choice) {
    const auto& facets = turn.session.facets;
    const std::string& facet = choice.next.answer_facet;
    return facet.empty() || std::find(facets.begin(), facets.end(), facet) != facets.end();
}

std::vector<Choice> choices_of(const Turn& turn, const Menu& menu) {
    if (!menu.choices_from.empty()) return numbered_candidates(turn);
    std::vector<Choice> choices;
    for (const language::Choice& choice : menu.choices) {
        if (choice.hint.empty() && is_there(turn, choice))
            choices.push_back({choice.key, choice.label});
    }
    return choices;
}

std::vector<Choice> choices_of(const Turn& turn, const language::Collect& collect) {
    const SlotDefinition* slot = definition(turn, collect.slot);
    if (!slot) return {};
    if (slot->type.base == language::BaseType::choice) return language::numbered(slot->of);
    if (slot->type.base == language::BaseType::yes_no) return language::yes_or_no();
    const std::string offer = offered(turn, *slot);
    if (offer.empty()) return {};
    const bool is_phone = slot->type.base == language::BaseType::phone;
    return {{"1", "就用" + (is_phone ? text::mask_phone(offer) : offer)}};
}

std::vector<Choice> numbered_labels(const Turn& turn) {
    std::vector<Choice> choices;
    for (const SlotDefinition* slot : changeable_slots(turn)) {
        choices.push_back({std::to_string(choices.size() + 1), slot->label});
    }
    return choices;
}

std::string shortened(const std::string& value, int most) {
    std::u32string letters = text::to_utf32(value);
    const auto own = static_cast<std::size_t>(std::max(most, 0));
    const std::size_t shown =
        own == 0 ? language::longest_shown : std::min(own, language::longest_shown);
    if (letters.size() <= shown) return value;
    letters.resize(shown - 1);
    return text::to_utf8(letters) + "…";
}

std::string told_value(const Turn& turn, const SlotDefinition& slot) {
    const auto told = turn.session.slots.find(slot.name);
    if (told == turn.session.slots.end()) return nothing_told;
    const Slot& value = told->second;
    return shortened(value.label.empty() ? value.value : value.label, slot.max_chars);
}

void add_changeable(
    const Turn& turn, const std::string& name, std::vector<const SlotDefinition*>& slots
) {
    const SlotDefinition* slot = definition(turn, name);
    const bool known = std::find(slots.begin(), slots.end(), slot) != slots.end();
    if (slot && !slot->sensitive && !known) slots.push_back(slot);
}

}  // namespace

std::vector<Choice> choices_of(const Turn& turn, const language::Step& step) {
    if (const Asked asked = asked_at(turn, step); asked.collect) {
        return choices_of(turn, *asked.collect);
    }
    if (const auto* menu = std::get_if<Menu>(&step.kind)) return choices_of(turn, *menu);
    if (std::holds_alternative<language::Confirm>(step.kind)) return language::yes_or_no();
    if (std::holds_alternative<language::ChooseSlot>(step.kind)) return numbered_labels(turn);
    std::vector<Choice> choices;
    for (const language::Choice* choice : language::choices_of(step)) {
        if (choice->hint.empty()) choices.push_back({choice->key, choice->label});
    }
    return choices;
}

std::vector<const language::Choice*> hinted_at(const Turn& turn, const language::Step& step) {
    std::vector<const language::Choice*> hinted;
    for (const language::Choice* choice : language::choices_of(step)) {
        if (!choice->hint.empty() && is_there(turn, *choice)) hinted.push_back(choice);
    }
    return hinted;
}

std::vector<const SlotDefinition*> changeable_slots(const Turn& turn) {
    std::vector<const SlotDefinition*> slots;
    const language::Flow* flow = turn.script.flow(turn.session.stack.back().flow);
    if (!flow) return slots;
    for (const language::Step& step : flow->steps) {
        if (const auto* review = std::get_if<language::Review>(&step.kind)) {
            for (const std::string& name : review->slots)
                add_changeable(turn, name, slots);
        }
    }
    if (!slots.empty()) return slots;
    for (const language::Step& step : flow->steps) {
        for (const language::SlotUse& use : language::slots_filled(step)) {
            if (question_for(turn, use.slot).collect) add_changeable(turn, use.slot, slots);
        }
    }
    return slots;
}

std::vector<language::Item> items_of(const Turn& turn, const language::Review& review) {
    std::vector<language::Item> items;
    for (const std::string& name : review.slots) {
        const SlotDefinition* slot = definition(turn, name);
        if (slot && !slot->sensitive) items.push_back({slot->label, told_value(turn, *slot)});
    }
    return items;
}

}  // namespace dialogs::engine
