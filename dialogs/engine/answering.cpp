#include "dialogs/engine/answering.h"

#include "dialogs/engine/interpretation.h"
#include "dialogs/engine/prompt.h"
#include "dialogs/engine/route.h"
#include "dialogs/engine/scope.h"
#include "dialogs/engine/steps.h"
#include "dialogs/engine/understanding.h"
#include "dialogs/engine/wording.h"
#include "dialogs/language/walk.h"
#include "dialogs/text/menu.h"
#include "dialogs/text/yes_no.h"

#include <algorithm>

namespace dialogs::engine {

namespace {

struct Refusal {
    std::string slot;
    const language::Validation* rule = nullptr;
};

// "apply_for_elder.details.validate[0]"
std::string place_of(const Turn& turn, const language::Validation& rule) {
    const language::Flow& flow = *turn.script.flow(turn.session.stack.back().flow);
    for (const language::Step& step : flow.steps) {
        for (const language::SpokenText& spoken : language::texts_of(step)) {
            if (spoken.text == &rule.say) return language::full_id(flow, step) + '.' + spoken.role;
        }
    }
    return flow.id;
}

// Rules across the slots of a form: what they name is told again, or else all that was just told.
Refusal refused_by_form(Turn& turn, const std::vector<std::string>& filled) {
    const language::Form* form = form_with(turn, filled.front());
    const language::Validation* rule = form ? broken(turn, form->validate) : nullptr;
    if (!rule) return {};
    const std::vector<std::string>& cleared = rule->clear.empty() ? filled : rule->clear;
    for (const std::string& slot : cleared)
        clear(turn, slot);
    return {cleared.front(), rule};
}

bool calms(const Turn& turn, const language::SlotDefinition* slot) {
    return slot && slot->type.base != language::BaseType::text &&
           !turn.session.stack.back().flow.starts_with("pattern_");
}

void skip(Turn& turn, const language::Step& step, const std::string& slot) {
    note(turn, "skipped", place_asked(turn));
    remember_answered(turn, {});
    clear(turn, slot);
    top(turn).skipped.push_back(slot);
    settle(turn, step);
}

bool is_doubtful(
    const Turn& turn, const language::SlotDefinition& slot, const language::Prompt& prompt
) {
    return slot.type.base == language::BaseType::text && prompt.interruptible &&
           !turn.session.doubt && looks_like_question(turn.heard) &&
           turn.script.flow(std::string{question_guard}) != nullptr;
}

// Nothing of it is kept, rather than a part without the person's knowing.
void say_it_shorter(Turn& turn, const language::Step& step) {
    const bool asks_once_more = top(turn).attempts + 1 < asked_at(turn, step).prompt->max_attempts;
    if (asks_once_more) say(turn, pattern_text(turn, "pattern_too_long"));
    miss(turn, step);
}

// Asks again with both. As any other miss, so that it ends.
void ask_which(Turn& turn, const language::Step& step, const std::vector<std::string>& choices) {
    std::vector<Candidate> candidates;
    for (const std::string& choice : choices)
        candidates.push_back({{}, choice});
    std::swap(turn.session.candidates, candidates);
    Say which = pattern_text(turn, "pattern_which_year");
    turn.session.candidates = std::move(candidates);
    miss_with(turn, step, std::move(which));
}

// "就用这个": the number offered.
bool accepts_offer(const Turn& turn, const std::string& offer) {
    if (offer.empty()) return false;
    if (text::menu_number(turn.heard) == 1) return true;
    const auto read = text::yes_no(turn.heard.raw);
    return read && *read == text::YesNo::yes;
}

}  // namespace

const language::Validation* broken(Turn& turn, const std::vector<language::Validation>& rules) {
    for (const language::Validation& rule : rules) {
        if (!holds(turn, rule.when)) continue;
        note(turn, "rule_broken", place_of(turn, rule));
        return &rule;
    }
    return nullptr;
}

const language::Validation* fill_checked(Turn& turn, const std::string& slot, Filling filling) {
    const auto found = turn.session.slots.find(slot);
    const auto old = found == turn.session.slots.end() ? std::optional<Slot>{} : found->second;
    fill(turn, slot, std::move(filling));
    const Asked asked = question_for(turn, slot);
    const language::Validation* rule =
        asked.collect ? broken(turn, asked.collect->validate) : nullptr;
    if (!rule) return nullptr;
    clear(turn, slot);
    if (old) turn.session.slots[slot] = *old;
    for (const std::string& other : rule->clear)
        clear(turn, other);
    return rule;
}

void take(Turn& turn, const language::Step& step, std::vector<Told> told) {
    Refusal refusal;
    std::vector<std::string> filled;
    for (Told& one : told) {
        const language::SlotDefinition* slot = definition(turn, one.slot);
        if (calms(turn, slot)) turn.session.failures = 0;
        if (slot && slot->sensitive) hide_message(turn);
        const auto* rule = fill_checked(turn, one.slot, std::move(one.filling));
        if (!rule) filled.push_back(one.slot);
        if (rule && !refusal.rule) refusal = {one.slot, rule};
    }
    if (!refusal.rule) refusal = refused_by_form(turn, filled);
    if (!filled.empty()) remember_answered(turn, filled);
    if (!refusal.rule) return settle(turn, step);
    Frame& frame = top(turn);
    const bool by_field = !frame.field.empty() && question_for(turn, refusal.slot).collect;
    if (by_field && frame.field != refusal.slot) {
        frame.field = refusal.slot;
        frame.attempts = 0;
    }
    miss(turn, step, &refusal.rule->say);
}

void settle(Turn& turn, const language::Step& step) {
    Frame& frame = top(turn);
    const bool own = frame.field.empty();
    frame.field.clear();
    frame.attempts = 0;
    frame.digressions = 0;
    turn.session.candidates.clear();
    const auto* form = std::get_if<language::Form>(&step.kind);
    const language::Field* open = form ? open_field(turn, *form) : nullptr;
    if (open) return ask_for(turn, step, open->collect.slot);
    const bool leads_on = own || form || std::holds_alternative<language::ChooseSlot>(step.kind);
    leads_on ? go_on(turn, step.next) : ask(turn, step);
}

const language::Field* open_field(const Turn& turn, const language::Form& form) {
    const auto& skipped = turn.session.stack.back().skipped;
    for (const language::Field& field : form.fields) {
        const std::string& slot = field.collect.slot;
        if (is_filled(turn, slot)) continue;
        if (std::find(skipped.begin(), skipped.end(), slot) == skipped.end()) return &field;
    }
    return nullptr;
}

std::string offered(const Turn& turn, const language::SlotDefinition& slot) {
    if (slot.default_offer.empty()) return {};
    return language::to_text(scope(turn)(slot.default_offer));
}

bool hear_slot(Turn& turn, const language::Step& step, const Asked& asked) {
    const language::SlotDefinition* slot = definition(turn, asked.collect->slot);
    if (!slot) return false;
    const std::string offer = offered(turn, *slot);
    if (accepts_offer(turn, offer)) {
        take(turn, step, {{slot->name, {offer, {}, turn.heard.raw}}});
        return true;
    }
    const bool could_be_any_word = slot->type.base == language::BaseType::person_name;
    if (could_be_any_word && is_trigger(turn)) return false;
    Understanding understood = understand(*slot, turn.heard, setting_of(turn));
    if (understood.in_dialect) note(turn, "normalised", place_asked(turn), "N14");
    if (!understood.why.empty()) note(turn, "not_read", place_asked(turn), understood.why);
    switch (understood.meaning) {
        case Meaning::nothing: return false;
        case Meaning::either: ask_which(turn, step, understood.choices); return true;
        case Meaning::too_long: say_it_shorter(turn, step); return true;
        case Meaning::unknown:
            if (asked.prompt->on_unknown) {
                note(turn, "unknown", place_asked(turn));
                remember_answered(turn, {});
                top(turn).field.clear();
                go(turn, asked.prompt->on_unknown);
                return true;
            }
            if (!slot->optional) return false;
            [[fallthrough]];
        case Meaning::skipped: skip(turn, step, slot->name); return true;
        case Meaning::value: break;
    }
    if (is_doubtful(turn, *slot, *asked.prompt)) {
        note(turn, "doubted", place_asked(turn));
        Pending pending;
        pending.doubted = true;
        look_up(turn, {turn.session.input, {}, {}, {}}, std::move(pending));
        return true;
    }
    take(turn, step, {{slot->name, std::move(understood.filling)}});
    return true;
}

}  // namespace dialogs::engine
