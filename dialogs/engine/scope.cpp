#include "dialogs/engine/scope.h"

#include "dialogs/engine/asking.h"

namespace dialogs::engine {

namespace {

using language::Value;

// All of China keeps Beijing's time, without summer time.
constexpr std::chrono::hours china{8};

Value text_or_null(std::string_view text) {
    if (text.empty()) return {};
    return std::string{text};
}

Value slot_value(const Turn& turn, std::string_view path) {
    constexpr std::string_view label = ".label";
    const bool wants_label = path.ends_with(label);
    if (wants_label) path.remove_suffix(label.size());
    const auto found = turn.session.slots.find(std::string{path});
    if (found == turn.session.slots.end()) return {};
    const Slot& slot = found->second;
    return text_or_null(wants_label && !slot.label.empty() ? slot.label : slot.value);
}

Value result_value(const Turn& turn, std::string_view path) {
    const auto dot = path.find('.');
    if (dot == std::string_view::npos) return {};
    const auto action = turn.session.results.find(std::string{path.substr(0, dot)});
    if (action == turn.session.results.end()) return {};
    const auto field = action->second.find(std::string{path.substr(dot + 1)});
    return field == action->second.end() ? Value{} : text_or_null(field->second);
}

// A question that speaks of a step speaks of the one below it.
bool speaks_of_a_step(const language::Template& text) {
    return text.source.find("{step.") != std::string::npos;
}

const language::Prompt* prompt_spoken_of(const Turn& turn) {
    const auto& stack = turn.session.stack;
    for (std::size_t i = stack.size(); i > 0; --i) {
        const language::Step* step = turn.script.step(stack[i - 1].flow, stack[i - 1].step);
        if (!step) return nullptr;
        const language::Prompt* prompt = asked_at(turn, stack[i - 1], *step).prompt;
        const bool itself =
            !prompt->ask.empty() && speaks_of_a_step(prompt->ask.on(turn.context.channel));
        if (!itself) return prompt;
    }
    return nullptr;
}

Value step_value(const Turn& turn, std::string_view field) {
    if (field == "id") {
        const language::Step* step = current_step(turn);
        return step ? text_or_null(step->id) : Value{};
    }
    const language::Prompt* prompt = prompt_spoken_of(turn);
    if (!prompt) return {};
    const language::Text& text = field == "help" ? prompt->help : prompt->ask;
    if (text.empty() || speaks_of_a_step(text.on(turn.context.channel))) return {};
    return text_or_null(render(turn, text));
}

Value flow_value(const Turn& turn, std::string_view field) {
    if (field == "origin") return text_or_null(origin(turn));
    if (turn.session.stack.empty()) return {};
    const std::string& id = turn.session.stack.back().flow;
    if (field == "id") return text_or_null(id);
    const language::Flow* flow = turn.script.flow(id);
    return flow && field == "description" ? text_or_null(flow->description) : Value{};
}

Value contact_value(const Turn& turn, std::string_view field) {
    return text_or_null(field == "phone" ? turn.context.phone : turn.context.channel);
}

Value answer_value(const Session& session, std::string_view field) {
    if (field == "title") return text_or_null(session.topic_title);
    if (field == "source") return text_or_null(session.topic_source);
    if (field == "brief_source") return text_or_null(session.topic_brief_source);
    if (field == "office") return text_or_null(session.topic_office);
    if (field == "topic") return text_or_null(session.topic);
    language::List titles;
    for (const Candidate& candidate : session.candidates)
        titles.push_back(candidate.title);
    return titles.empty() ? Value{} : Value{std::move(titles)};
}

Value value_at(const Turn& turn, std::string_view path) {
    const auto dot = path.find('.');
    if (dot == std::string_view::npos) return {};
    const std::string_view root = path.substr(0, dot);
    const std::string_view rest = path.substr(dot + 1);
    const Session& session = turn.session;
    if (root == "slots") return slot_value(turn, rest);
    if (root == "result") return result_value(turn, rest);
    if (root == "input" && rest == "kind") return text_or_null(turn.kind);
    if (root == "input") return text_or_null(session.input);
    if (root == "step") return step_value(turn, rest);
    if (root == "flow") return flow_value(turn, rest);
    if (root == "channel") return text_or_null(turn.context.channel);
    if (root == "contact") return contact_value(turn, rest);
    if (root == "answer") return answer_value(session, rest);
    if (root == "session" && rest == "failures") return std::int64_t{session.failures};
    if (root == "session") return std::int64_t{session.turns};
    if (root == "handoff") {
        const auto found =
            session.handoff.find(rest == "ticket_no" ? "case_no" : std::string{rest});
        return found == session.handoff.end() ? Value{} : text_or_null(found->second);
    }
    const auto found = turn.extra.find(path);
    return found == turn.extra.end() ? Value{} : text_or_null(found->second);
}

}  // namespace

language::Scope scope(const Turn& turn) {
    return [&turn](std::string_view path) { return value_at(turn, path); };
}

std::string render(const Turn& turn, const language::Text& text) {
    return render(turn, text.on(turn.context.channel));
}

std::string render(const Turn& turn, const language::Template& text) {
    return language::render(text, scope(turn));
}

language::Value evaluate(Turn& turn, const language::Expression& expression) {
    auto value = language::evaluate(
        expression, scope(turn), today(turn.context), turn.script.limits.expression_budget
    );
    if (value) return *std::move(value);
    note(turn, "error", expression.source, value.error().detail);
    return {};
}

bool holds(Turn& turn, const language::Expression& expression) {
    return language::is_true(evaluate(turn, expression));
}

std::chrono::sys_days today(const Context& context) {
    return std::chrono::floor<std::chrono::days>(context.now + china);
}

std::string origin(const Turn& turn) {
    const auto& stack = turn.session.stack;
    for (std::size_t i = stack.size(); i > 1; --i) {
        const Frame& below = stack[i - 2];
        if (!below.asked || below.flow.starts_with("pattern_")) continue;
        if (const language::Flow* flow = turn.script.flow(below.flow)) return flow->description;
    }
    return turn.session.origin;
}

}  // namespace dialogs::engine
