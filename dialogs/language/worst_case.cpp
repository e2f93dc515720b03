#include "dialogs/language/worst_case.h"

#include "dialogs/language/layout.h"
#include "dialogs/language/paths.h"
#include "dialogs/language/walk.h"
#include "dialogs/text/clean.h"

#include <algorithm>

namespace dialogs::language {

namespace {

// Whether the question can come again after a side question.
bool returned_to(const Prompt& prompt) {
    return prompt.interruptible || prompt.questions_interrupt;
}

constexpr std::size_t assumed_width = 20;  // of what nothing limits; D031 says so
constexpr std::size_t date_width = 11;     // 2026年11月23日
constexpr std::size_t case_no_width = 16;
constexpr std::size_t opening_width = 12;  // "下周一 08:30"
constexpr std::size_t article_width = 12;  // the label of an article offered to choose from

std::string letters(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text += "国";
    return text;
}

std::size_t longest(const std::vector<std::string>& texts) {
    std::size_t width = 0;
    for (const std::string& text : texts)
        width = std::max(width, text::code_points(text));
    return width;
}

std::optional<std::size_t> width_of_slot(const SlotDefinition& slot) {
    std::size_t width = 0;
    for (const Option& option : slot.of) {
        const std::size_t label = text::code_points(option.label);
        width = slot.multi ? width + label + 1 : std::max(width, label);
    }
    if (width > 0) return width;
    if (slot.max_chars > 0) return static_cast<std::size_t>(slot.max_chars);
    if (slot.type.length > 0) return static_cast<std::size_t>(slot.type.length);
    if (slot.type.base == BaseType::date) return date_width;
    return std::nullopt;
}

std::optional<std::size_t> width_of_result(const Script& script, const ResultPath& result) {
    const FieldType& field =
        script.actions.at(std::string(result.action)).result.at(std::string(result.field));
    if (field.kind == FieldKind::date) return date_width;
    if (field.kind == FieldKind::one_of) return longest(field.values);
    return std::nullopt;
}

std::size_t longest_description(const Script& script) {
    std::size_t width = 0;
    for (const auto& [id, flow] : script.flows)
        width = std::max(width, text::code_points(flow.description));
    return width;
}

std::size_t longest_slot_label(const Script& script) {
    std::size_t width = 0;
    for (const auto& [id, flow] : script.flows)
        for (const SlotDefinition& slot : flow.slots)
            width = std::max(width, text::code_points(slot.label));
    return width;
}

// Numbered options, or yes and no.
std::vector<dialogs::Choice> offered_by(const SlotDefinition* slot) {
    if (slot == nullptr) return {};
    return slot->type.base == BaseType::yes_no ? yes_or_no() : numbered(slot->of);
}

bool is_said_for(const Field& field, const Text& text) {
    const auto& reasks = field.prompt.reask;
    return &field.prompt.ask == &text ||
           std::any_of(reasks.begin(), reasks.end(), [&](const Text& reask) {
               return &reask == &text;
           });
}

// The field of a form that the text asks for; nullptr for any other text.
const Field* field_of(const Step& step, const Text& text) {
    const Form* const form = std::get_if<Form>(&step.kind);
    if (form == nullptr) return nullptr;
    const auto found = std::find_if(form->fields.begin(), form->fields.end(), [&](const Field& f) {
        return is_said_for(f, text);
    });
    return found == form->fields.end() ? nullptr : &*found;
}

// What a review reads back below its title.
std::vector<Item> longest_items(const Script& script, const Flow& flow, const Review& review) {
    std::vector<Item> items;
    for (const std::string& name : review.slots) {
        const SlotDefinition* const slot = script.slot(flow.id, name);
        if (slot == nullptr || slot->sensitive) continue;
        const std::size_t width = width_of_slot(*slot).value_or(assumed_width);
        items.push_back({slot->label, letters(std::min(width, longest_shown))});
    }
    return items;
}

}  // namespace

std::string WorstCase::of(const Text& text, const Prompt* about) const {
    std::string out;
    for (const TemplatePiece& piece : text.on(channel_).pieces) {
        if (const std::string* words = std::get_if<std::string>(&piece)) out += *words;
        if (const Placeholder* placeholder = std::get_if<Placeholder>(&piece))
            out += letters(width(*placeholder, about).value_or(assumed_width));
    }
    return out;
}

std::string WorstCase::asked(const Step& step, const Text& text) const {
    if (const Field* const field = field_of(step, text)) {
        const auto choices = offered_by(script_.slot(flow_.id, field->collect.slot));
        return with_choices(of(text), choices);
    }
    std::string sent = of(text);
    const Review* const review = std::get_if<Review>(&step.kind);
    if (review != nullptr && &text == &step.prompt.ask)
        sent = with_items(sent, longest_items(script_, flow_, *review));
    return with_choices(sent, shown_choices(step));
}

std::vector<std::string> WorstCase::asked_again(const Step& step, const Text& reminder) const {
    std::vector<std::string> sent;
    if (const Form* const form = std::get_if<Form>(&step.kind)) {
        for (const Field& field : form->fields) {
            if (!returned_to(field.prompt)) continue;
            const auto choices = offered_by(script_.slot(flow_.id, field.collect.slot));
            sent.push_back(with_choices(of(reminder, &field.prompt), choices));
        }
        return sent;
    }
    if (!waits_for_person(step) || !returned_to(step.prompt)) return sent;
    std::string text = of(reminder, &step.prompt);
    if (const Review* const review = std::get_if<Review>(&step.kind))
        text = with_items(text, longest_items(script_, flow_, *review));
    sent.push_back(with_choices(text, shown_choices(step)));
    return sent;
}

std::optional<std::size_t> WorstCase::width(const Placeholder& placeholder, const Prompt* about)
    const {
    std::optional<std::size_t> width = width_of(placeholder.path, about);
    std::size_t otherwise = 0;
    for (const Filter& filter : placeholder.filters) {
        if (filter.kind == FilterKind::max)
            width = std::min(width.value_or(filter.width), filter.width);
        if (filter.kind == FilterKind::date) width = date_width;
        if (filter.kind == FilterKind::group4 && width) width = *width + *width / 4;
        if (filter.kind == FilterKind::default_text) otherwise = text::code_points(filter.argument);
    }
    if (width) width = std::max(*width, otherwise);
    return width;
}

std::optional<std::size_t> WorstCase::width_of(const std::string& path, const Prompt* about) const {
    if (const std::string_view name = slot_of(path); !name.empty())
        return width_of_slot(*script_.slot(flow_.id, name));
    if (const auto result = result_of(path)) return width_of_result(script_, *result);
    if (path == "handoff.case_no" || path == "handoff.ticket_no") return case_no_width;
    if (path == "handoff.next_open") return opening_width;
    if (path == "flow.origin" || path == "flow.description") return longest_description(script_);
    if (path == "correction.label") return longest_slot_label(script_);
    if (path == "step.help" && about != nullptr) return text::code_points(of(about->help));
    if (path == "step.ask" && about != nullptr) return text::code_points(of(about->ask));
    if (path == "step.help") return longest_prompt(&Prompt::help);
    if (path == "step.ask") return longest_prompt(&Prompt::ask);
    return std::nullopt;
}

// Of the words only: places to fill in a question are few and short.
std::size_t WorstCase::longest_prompt(Text Prompt::*part) const {
    std::size_t width = 0;
    for (const auto& [id, flow] : script_.flows) {
        for (const Step& step : flow.steps) {
            if (!waits_for_person(step) || !returned_to(step.prompt)) continue;
            const std::string& words = (step.prompt.*part).on(channel_).source;
            const bool asks = part == &Prompt::ask;
            width = std::max(
                width, text::code_points(asks ? with_choices(words, shown_choices(step)) : words)
            );
        }
    }
    return width;
}

std::vector<dialogs::Choice> WorstCase::shown_choices(const Step& step) const {
    if (std::holds_alternative<Confirm>(step.kind)) return yes_or_no();
    std::vector<dialogs::Choice> shown;
    for (const Choice* choice : choices_of(step))
        if (choice->hint.empty()) shown.push_back({choice->key, choice->label});
    const Menu* const menu = std::get_if<Menu>(&step.kind);
    if (menu != nullptr && !menu->choices_from.empty())
        for (int key = 1; key <= 4; ++key)
            shown.push_back({std::to_string(key), letters(article_width)});
    if (const Collect* collect = std::get_if<Collect>(&step.kind))
        return offered_by(script_.slot(flow_.id, collect->slot));
    return shown;
}

}  // namespace dialogs::language
