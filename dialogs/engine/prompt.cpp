#include "dialogs/engine/prompt.h"

#include "dialogs/engine/asking.h"
#include "dialogs/engine/choices.h"
#include "dialogs/engine/route.h"
#include "dialogs/engine/scope.h"
#include "dialogs/language/layout.h"
#include "dialogs/language/patterns.h"
#include "dialogs/text/segments.h"

#include <algorithm>

namespace dialogs::engine {

namespace {

// Going back further than this is starting again.
constexpr std::size_t max_history = 20;

// Below the choices: what the answer above was made from, where they offer more of it, and what
// else can be written.
std::vector<Say> lines_under(const Turn& turn, const language::Step& step) {
    std::vector<Say> lines;
    const auto hinted = hinted_at(turn, step);
    const bool is_under_answer = std::ranges::any_of(hinted, [](const language::Choice* choice) {
        return !choice->next.answer_facet.empty();
    });
    if (is_under_answer && !turn.session.topic_brief_source.empty())
        lines.push_back(pattern_text(turn, "pattern_source"));
    for (const language::Choice* choice : hinted)
        lines.push_back({choice->hint, {}, {}, {}});
    return lines;
}

// Where segments are counted, as many lines below as make the message no dearer. Elsewhere an
// answer says all by itself.
std::string with_lines_below(Turn& turn, const language::Step& step, std::string text) {
    const auto& channel = profile(turn);
    if (channel.max_segments == 0) return text;
    std::string before = channel.signature;
    for (const Say& said : turn.session.unsent)
        before += said.text + '\n';
    const int cost = text::sms_cost(before + text).billed_segments;
    for (const Say& line : lines_under(turn, step)) {
        std::string longer = text + '\n' + line.text;
        const bool is_dearer = text::sms_cost(before + longer).billed_segments > cost;
        if (line.text.empty() || is_dearer) continue;
        text = std::move(longer);
        if (!line.step.empty()) note(turn, "said", line.step);
    }
    return text;
}

void put_question(Turn& turn, const language::Step& step, std::string text, std::string where) {
    std::vector<Choice> choices = choices_of(turn, step);
    if (!profile(turn).buttons) {
        text = with_lines_below(turn, step, language::with_choices(text, choices));
        choices.clear();
    }
    say(turn, {std::move(text), std::move(choices), std::move(where), {}});
    wait(turn, step);
}

// Counts the miss; after the last attempt it goes on elsewhere.
bool gives_up(Turn& turn, const language::Prompt& prompt, const char* what) {
    const int attempts = ++top(turn).attempts;
    ++turn.session.failures;
    note(turn, what, place_asked(turn), std::to_string(attempts));
    if (attempts < prompt.max_attempts) return false;
    turn.session.handoff["reason"] = "not_understood";
    remember_error(turn, "几次没看懂");
    prompt.on_max_attempts ? go(turn, prompt.on_max_attempts) : link(turn, language::handoff_flow);
    return true;
}

std::string with_read_back(const Turn& turn, const language::Step& step, std::string text) {
    const auto* review = std::get_if<language::Review>(&step.kind);
    if (!review || asked_at(turn, step).collect) return text;
    return language::with_items(text, items_of(turn, *review));
}

}  // namespace

void ask(Turn& turn, const language::Step& step) {
    const language::Prompt& prompt = *asked_at(turn, step).prompt;
    put_question(
        turn, step, with_read_back(turn, step, render(turn, prompt.ask)), place_asked(turn)
    );
}

void ask_again(Turn& turn, const language::Step& step) {
    Say again = pattern_text(turn, "pattern_continue_interrupted");
    if (again.text.empty()) return ask(turn, step);
    note(turn, "asked_again", place_asked(turn));
    put_question(turn, step, with_read_back(turn, step, again.text), std::move(again.step));
}

void ask_with(Turn& turn, const language::Step& step, std::string text, const std::string& part) {
    put_question(turn, step, std::move(text), place_asked(turn) + '.' + part);
}

void miss(Turn& turn, const language::Step& step, const language::Text* refusal) {
    const language::Prompt& prompt = *asked_at(turn, step).prompt;
    if (gives_up(turn, prompt, refusal ? "refused" : "not_understood")) return;
    if (refusal) return ask_with(turn, step, render(turn, *refusal), "validate");
    const auto& reask = prompt.reask;
    if (reask.empty()) {
        say(turn, pattern_text(turn, "pattern_cannot_handle"));
        return ask(turn, step);
    }
    const auto attempts = static_cast<std::size_t>(top(turn).attempts);
    const auto which = std::min(attempts, reask.size()) - 1;
    ask_with(turn, step, render(turn, reask[which]), "reask[" + std::to_string(which) + "]");
}

void miss_with(Turn& turn, const language::Step& step, Say words) {
    if (words.text.empty()) return miss(turn, step);
    if (gives_up(turn, *asked_at(turn, step).prompt, "not_understood")) return;
    put_question(turn, step, std::move(words.text), std::move(words.step));
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
