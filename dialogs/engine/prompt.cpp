#include "dialogs/engine/prompt.h"

#include "dialogs/engine/route.h"
#include "dialogs/engine/scope.h"
#include "dialogs/engine/slots.h"
#include "dialogs/language/layout.h"

#include <algorithm>

namespace dialogs::engine {

namespace {

using language::Menu;

// Going back further than this is starting again.
constexpr std::size_t max_history = 20;

std::vector<Choice> numbered_candidates(const Turn& turn) {
    std::vector<Choice> choices;
    for (const Candidate& candidate : turn.session.candidates) {
        choices.push_back({std::to_string(choices.size() + 1), candidate.title});
    }
    choices.push_back({std::to_string(choices.size() + 1), "都不是"});
    return choices;
}

std::vector<Choice> choices_of(const Turn& turn, const Menu& menu) {
    if (!menu.choices_from.empty()) return numbered_candidates(turn);
    std::vector<Choice> choices;
    for (const language::Choice& choice : menu.choices) {
        const auto& facets = turn.session.facets;
        const std::string& facet = choice.next.answer_facet;
        const bool there = std::find(facets.begin(), facets.end(), facet) != facets.end();
        if (facet.empty() || there) choices.push_back({choice.key, choice.label});
    }
    return choices;
}

std::vector<Choice> choices_of(const Turn& turn, const language::Collect& collect) {
    const language::SlotDefinition* slot = definition(turn, collect.slot);
    if (!slot) return {};
    if (slot->type.base == language::BaseType::choice) return language::numbered(slot->of);
    if (slot->type.base == language::BaseType::yes_no) return {{"1", "是"}, {"2", "否"}};
    return {};
}

void put_question(Turn& turn, const language::Step& step, std::string text, std::string where) {
    std::vector<Choice> choices = choices_of(turn, step);
    if (!profile(turn).buttons) {
        text = language::with_choices(text, choices);
        choices.clear();
    }
    say(turn, {std::move(text), std::move(choices), std::move(where), {}});
    wait(turn, step);
}

}  // namespace

std::vector<Choice> choices_of(const Turn& turn, const language::Step& step) {
    if (const auto* menu = std::get_if<Menu>(&step.kind)) return choices_of(turn, *menu);
    if (const auto* collect = std::get_if<language::Collect>(&step.kind)) {
        return choices_of(turn, *collect);
    }
    if (std::holds_alternative<language::Confirm>(step.kind)) return {{"1", "是"}, {"2", "否"}};
    return {};
}

void ask(Turn& turn, const language::Step& step) {
    put_question(turn, step, render(turn, step.prompt.ask), place(top(turn)));
}

void ask_again(Turn& turn, const language::Step& step) {
    Say again = pattern_text(turn, "pattern_continue_interrupted");
    if (again.text.empty()) return ask(turn, step);
    note(turn, "asked_again", place(top(turn)));
    put_question(turn, step, std::move(again.text), std::move(again.step));
}

void ask_with(Turn& turn, const language::Step& step, std::string text, const std::string& part) {
    put_question(turn, step, std::move(text), place(top(turn)) + '.' + part);
}

void miss(Turn& turn, const language::Step& step, const language::Text* refusal) {
    Frame& frame = top(turn);
    ++frame.attempts;
    ++turn.session.failures;
    note(
        turn, refusal ? "refused" : "not_understood", place(frame), std::to_string(frame.attempts)
    );
    if (frame.attempts >= step.prompt.max_attempts) {
        turn.session.handoff["reason"] = "not_understood";
        if (step.prompt.on_max_attempts) return go(turn, step.prompt.on_max_attempts);
        return link(turn, "pattern_human_handoff");
    }
    if (refusal) return ask_with(turn, step, render(turn, *refusal), "validate");
    const auto& reask = step.prompt.reask;
    if (reask.empty()) {
        say(turn, pattern_text(turn, "pattern_cannot_handle"));
        return ask(turn, step);
    }
    const auto last = reask.size() - 1;
    const auto which = std::min(static_cast<std::size_t>(frame.attempts - 1), last);
    ask_with(turn, step, render(turn, reask[which]), "reask[" + std::to_string(which) + "]");
}

void wait(Turn& turn, const language::Step& step) {
    top(turn).asked = true;
    turn.state = State::waiting;
    turn.session.status = SessionStatus::active;
    turn.reminders.clear();
    if (step.timeout) turn.reminders.push_back(Remind{step.timeout->after, "timeout"});
    turn.reminders.push_back(Remind{profile(turn).expire_after, "expire"});
}

Say pattern_text(const Turn& turn, const std::string& id) {
    const language::Flow* flow = turn.script.flow(id);
    if (!flow) return {};
    for (const language::Step& step : flow->steps) {
        if (const auto* words = std::get_if<language::Say>(&step.kind)) {
            return {render(turn, words->text), {}, id + '.' + step.id, {}};
        }
    }
    return {};
}

void remember_answered(Turn& turn, std::vector<std::string> slots) {
    Point point{turn.session.stack, std::move(slots)};
    point.stack.back().attempts = 0;
    auto& history = turn.session.history;
    if (history.size() >= max_history) history.erase(history.begin());
    history.push_back(std::move(point));
}

}  // namespace dialogs::engine
