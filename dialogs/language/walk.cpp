#include "dialogs/language/walk.h"

#include "dialogs/language/compiled.h"

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>

namespace dialogs::language {

namespace {

// `AStep` is Step or const Step; what is collected is as constant as it.
template <class AStep>
using TargetOf = std::conditional_t<std::is_const_v<AStep>, const Target, Target>;

template <class Part, class Found>
void add_next(Part& next, std::vector<Found*>& found) {
    for (auto& branch : next.branches)
        found.push_back(&branch.then);
}

template <class AStep>
std::vector<TargetOf<AStep>*> collect_targets(AStep& step) {
    std::vector<TargetOf<AStep>*> found;
    add_next(step.next, found);
    found.push_back(&step.prompt.on_max_attempts);
    found.push_back(&step.prompt.on_unknown);
    if (step.timeout) found.push_back(&step.timeout->next);

    if (auto* menu = std::get_if<Menu>(&step.kind)) {
        for (auto& choice : menu->choices)
            add_next(choice.next, found);
        found.insert(found.end(), {&menu->none_of_these, &menu->free_text});
    } else if (auto* confirm = std::get_if<Confirm>(&step.kind)) {
        found.insert(found.end(), {&confirm->affirm, &confirm->deny});
    } else if (auto* answer = std::get_if<Answer>(&step.kind)) {
        found.insert(
            found.end(),
            {&answer->on_answered,
             &answer->on_redirected,
             &answer->on_ambiguous,
             &answer->on_no_match}
        );
    } else if (auto* action = std::get_if<Action>(&step.kind)) {
        found.push_back(&action->on_error);
    } else if (auto* handoff = std::get_if<Handoff>(&step.kind)) {
        found.insert(
            found.end(), {&handoff->on_sla_missed, &handoff->on_closed, &handoff->on_returned}
        );
    } else if (auto* form = std::get_if<Form>(&step.kind)) {
        for (auto& field : form->fields)
            found.insert(found.end(), {&field.prompt.on_max_attempts, &field.prompt.on_unknown});
    } else if (auto* review = std::get_if<Review>(&step.kind)) {
        for (auto& choice : review->choices)
            add_next(choice.next, found);
    }
    std::erase_if(found, [](const Target* target) { return !*target; });
    return found;
}

void add_prompt(const Prompt& prompt, const std::string& prefix, std::vector<SpokenText>& texts) {
    texts.push_back({prefix + "ask", &prompt.ask});
    for (std::size_t i = 0; i < prompt.reask.size(); ++i)
        texts.push_back({fmt::format("{}reask[{}]", prefix, i), &prompt.reask[i]});
    texts.push_back({prefix + "help", &prompt.help});
}

void add_validations(
    const std::vector<Validation>& validations,
    const std::string& prefix,
    std::vector<SpokenText>& texts
) {
    for (std::size_t i = 0; i < validations.size(); ++i)
        texts.push_back({fmt::format("{}validate[{}]", prefix, i), &validations[i].say});
}

void add_conditions(const Next& next, std::vector<const Expression*>& found) {
    for (const Branch& branch : next.branches)
        if (branch.when) found.push_back(&*branch.when);
}

std::vector<const std::vector<Validation>*> validations_of(const Step& step) {
    std::vector<const std::vector<Validation>*> found;
    if (const Collect* collect = std::get_if<Collect>(&step.kind))
        found.push_back(&collect->validate);
    if (const Form* form = std::get_if<Form>(&step.kind)) {
        found.push_back(&form->validate);
        for (const Field& field : form->fields)
            found.push_back(&field.collect.validate);
    }
    return found;
}

void add_paths(const Expression& expression, std::vector<PathUse>& uses) {
    for (std::size_t i = 0; i < expression.nodes.size(); ++i) {
        const ExpressionNode& node = expression.nodes[i];
        if (node.op != Operator::path) continue;
        const bool asked_for =
            i + 1 < expression.nodes.size() && expression.nodes[i + 1].op == Operator::is_set;
        uses.push_back(
            {node.path, shifted(expression.mark, expression.source, node.column), asked_for}
        );
    }
}

void add_paths(const Template& text, std::vector<PathUse>& uses) {
    for (const TemplatePiece& piece : text.pieces) {
        const Placeholder* const placeholder = std::get_if<Placeholder>(&piece);
        if (placeholder != nullptr)
            uses.push_back(
                {placeholder->path, shifted(text.mark, text.source, placeholder->column), false}
            );
    }
}

}  // namespace

std::vector<Target*> targets_of(Step& step) { return collect_targets(step); }
std::vector<const Target*> targets_of(const Step& step) { return collect_targets(step); }

std::vector<SpokenText> texts_of(const Step& step) {
    std::vector<SpokenText> texts;
    if (const Say* say = std::get_if<Say>(&step.kind)) texts.push_back({"say", &say->text});
    add_prompt(step.prompt, "", texts);
    if (const Collect* collect = std::get_if<Collect>(&step.kind))
        add_validations(collect->validate, "", texts);
    if (const Form* form = std::get_if<Form>(&step.kind)) {
        add_validations(form->validate, "", texts);
        for (const Field& field : form->fields) {
            add_prompt(field.prompt, field.collect.slot + ".", texts);
            add_validations(field.collect.validate, field.collect.slot + ".", texts);
        }
    }
    std::erase_if(texts, [](const SpokenText& spoken) { return spoken.text->empty(); });
    return texts;
}

std::vector<const Expression*> expressions_of(const Step& step) {
    std::vector<const Expression*> found;
    add_conditions(step.next, found);
    for (const Choice* choice : choices_of(step))
        add_conditions(choice->next, found);
    for (const auto* validations : validations_of(step))
        for (const Validation& validation : *validations)
            found.push_back(&validation.when);
    if (step.grants) found.push_back(&step.grants->subject);
    if (const Answer* answer = std::get_if<Answer>(&step.kind)) found.push_back(&answer->query);
    if (const Action* action = std::get_if<Action>(&step.kind))
        for (const auto& [name, value] : action->with)
            found.push_back(&value);
    if (const Set* set = std::get_if<Set>(&step.kind))
        for (const Assignment& assignment : set->assignments)
            found.push_back(&assignment.value);
    if (const Handoff* handoff = std::get_if<Handoff>(&step.kind))
        if (handoff->priority.when) found.push_back(&*handoff->priority.when);
    return found;
}

std::vector<PathUse> shown_paths_of(const Step& step) {
    std::vector<PathUse> uses;
    for (const SpokenText& spoken : texts_of(step)) {
        add_paths(spoken.text->everywhere, uses);
        for (const auto& [channel, text] : spoken.text->by_channel)
            add_paths(text, uses);
    }
    if (const Handoff* handoff = std::get_if<Handoff>(&step.kind))
        add_paths(handoff->summary, uses);
    return uses;
}

std::vector<PathUse> paths_of(const Step& step) {
    std::vector<PathUse> uses = shown_paths_of(step);
    for (const Expression* expression : expressions_of(step))
        add_paths(*expression, uses);
    return uses;
}

std::vector<SlotUse> slots_filled(const Step& step) {
    std::vector<SlotUse> uses;
    if (const Collect* collect = std::get_if<Collect>(&step.kind))
        uses.push_back({collect->slot, step.mark});
    if (const Confirm* confirm = std::get_if<Confirm>(&step.kind))
        if (!confirm->slot.empty()) uses.push_back({confirm->slot, step.mark});
    if (const Set* set = std::get_if<Set>(&step.kind))
        for (const Assignment& assignment : set->assignments)
            uses.push_back({assignment.slot, step.mark});
    if (const Form* form = std::get_if<Form>(&step.kind))
        for (const Field& field : form->fields)
            uses.push_back({field.collect.slot, field.mark});
    return uses;
}

std::vector<SlotUse> slots_named(const Step& step) {
    std::vector<SlotUse> uses;
    for (const std::string& slot : step.next.clear)
        uses.push_back({slot, step.next.mark});
    for (const Choice* choice : choices_of(step))
        for (const std::string& slot : choice->next.clear)
            uses.push_back({slot, choice->next.mark});
    for (const auto* validations : validations_of(step))
        for (const Validation& validation : *validations)
            for (const std::string& slot : validation.clear)
                uses.push_back({slot, step.mark});
    if (const Review* review = std::get_if<Review>(&step.kind))
        for (const std::string& slot : review->slots)
            uses.push_back({slot, step.mark});
    return uses;
}

std::vector<const Choice*> choices_of(const Step& step) {
    std::vector<const Choice*> found;
    if (const Menu* menu = std::get_if<Menu>(&step.kind))
        for (const Choice& choice : menu->choices)
            found.push_back(&choice);
    if (const Review* review = std::get_if<Review>(&step.kind))
        for (const Choice& choice : review->choices)
            found.push_back(&choice);
    return found;
}

std::string full_id(const Flow& flow, const Step& step) { return flow.id + "." + step.id; }

}  // namespace dialogs::language
