#include "dialogs/engine/asking.h"

#include "dialogs/engine/prompt.h"

namespace dialogs::engine {

namespace {

const language::Field* field_of(const language::Form& form, std::string_view slot) {
    for (const language::Field& field : form.fields) {
        if (field.collect.slot == slot) return &field;
    }
    return nullptr;
}

const language::Flow* flow_on_top(const Turn& turn) {
    if (turn.session.stack.empty()) return nullptr;
    return turn.script.flow(turn.session.stack.back().flow);
}

Asked question_in(const language::Flow* flow, std::string_view slot) {
    if (!flow) return {};
    for (const language::Step& step : flow->steps) {
        const auto* collect = std::get_if<language::Collect>(&step.kind);
        if (collect && collect->slot == slot) return {&step.prompt, collect};
        const auto* form = std::get_if<language::Form>(&step.kind);
        const language::Field* field = form ? field_of(*form, slot) : nullptr;
        if (field) return {&field->prompt, &field->collect};
    }
    return {};
}

}  // namespace

Asked asked_at(const Turn& turn, const language::Step& step) {
    return asked_at(turn, turn.session.stack.back(), step);
}

Asked asked_at(const Turn& turn, const Frame& frame, const language::Step& step) {
    if (!frame.field.empty()) {
        const auto* form = std::get_if<language::Form>(&step.kind);
        const language::Field* field = form ? field_of(*form, frame.field) : nullptr;
        if (field) return {&field->prompt, &field->collect};
        const auto* own = std::get_if<language::Collect>(&step.kind);
        if (own && own->slot == frame.field) return {&step.prompt, own};
        const Asked other = question_in(turn.script.flow(frame.flow), frame.field);
        if (other.prompt) return other;
    }
    return {&step.prompt, std::get_if<language::Collect>(&step.kind)};
}

Asked question_for(const Turn& turn, std::string_view slot) {
    return question_in(flow_on_top(turn), slot);
}

const language::Form* form_with(const Turn& turn, std::string_view slot) {
    const language::Flow* flow = flow_on_top(turn);
    if (!flow) return nullptr;
    for (const language::Step& step : flow->steps) {
        const auto* form = std::get_if<language::Form>(&step.kind);
        if (form && field_of(*form, slot)) return form;
    }
    return nullptr;
}

std::string place_asked(const Turn& turn) {
    const Frame& frame = turn.session.stack.back();
    return frame.field.empty() ? place(frame) : place(frame) + '.' + frame.field;
}

void ask_for(Turn& turn, const language::Step& step, const std::string& slot) {
    Frame& frame = top(turn);
    frame.field = slot;
    frame.attempts = 0;
    frame.digressions = 0;
    ask(turn, step);
}

}  // namespace dialogs::engine
