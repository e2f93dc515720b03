#include "dialogs/engine/scope.h"

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

Value step_value(const Turn& turn, std::string_view field) {
    const language::Step* step = current_step(turn);
    if (!step) return {};
    const language::Text& text = field == "help" ? step->prompt.help : step->prompt.ask;
    if (text.empty()) return {};
    return text_or_null(render(turn, text));
}

Value value_at(const Turn& turn, std::string_view path) {
    const auto dot = path.find('.');
    if (dot == std::string_view::npos) return {};
    const std::string_view root = path.substr(0, dot);
    const std::string_view rest = path.substr(dot + 1);
    const Session& session = turn.session;
    if (root == "slots") return slot_value(turn, rest);
    if (root == "result") return result_value(turn, rest);
    if (root == "input") return text_or_null(session.input);
    if (root == "step") return step_value(turn, rest);
    if (root == "flow") return text_or_null(origin(turn));
    if (root == "channel") return text_or_null(turn.context.channel);
    if (root == "answer") return text_or_null(session.topic);
    if (root == "session" && rest == "failures") return std::int64_t{session.failures};
    if (root == "session" && rest == "turns") return std::int64_t{session.turns};
    if (root == "handoff") {
        const auto found = session.handoff.find(std::string{rest});
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
    if (text.empty()) return {};
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
