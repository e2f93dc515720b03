#include "dialogs/language/compiled.h"
#include "dialogs/language/paths.h"
#include "dialogs/language/rules.h"
#include "dialogs/language/walk.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace dialogs::language {

namespace {

// Actions called so change something: a repeat must not do it twice.
constexpr std::string_view changing_verbs[] = {
    "create_", "submit_", "send_", "register_", "cancel_", "open_"};

void check_action(
    const Script& script, const Step& step, const Action& action, Problems& problems
) {
    const auto contract = script.actions.find(action.action);
    if (contract == script.actions.end()) {
        complain(
            problems,
            step.mark,
            fmt::format("there is no action '{}' in bot.yaml", action.action),
            "D020"
        );
        return;
    }
    for (const auto& [name, type] : contract->second.with)
        if (!action.with.contains(name))
            complain(
                problems,
                step.mark,
                fmt::format("action '{}' needs '{}'", action.action, name),
                "D020"
            );
    for (const auto& [name, value] : action.with)
        if (!contract->second.with.contains(name))
            complain(
                problems,
                value.mark,
                fmt::format("action '{}' takes no '{}'", action.action, name),
                "D020"
            );
    if (!action.on_error)
        complain(
            problems,
            step.mark,
            fmt::format("step '{}' needs 'on_error': what when the host cannot do it?", step.id),
            "D021"
        );
    constexpr std::chrono::seconds unsaid{};
    if (action.timeout == unsaid && contract->second.timeout == unsaid)
        complain(
            problems,
            step.mark,
            fmt::format(
                "step '{}' needs 'timeout', or action '{}' in bot.yaml: how long may it take?",
                step.id,
                action.action
            ),
            "D021"
        );
}

void check_value(
    const Script& script,
    const Flow& flow,
    const Expression& expression,
    const ExpressionNode& path,
    const ExpressionNode& constant,
    Problems& problems
) {
    const std::vector<std::string> values = possible_values(script, flow, path.path);
    const std::string* const text = std::get_if<std::string>(&constant.constant);
    if (values.empty() || text == nullptr ||
        std::find(values.begin(), values.end(), *text) != values.end())
        return;
    const Mark mark = shifted(expression.mark, expression.source, path.column);
    complain(
        problems,
        mark,
        fmt::format(
            "'{}' is never \"{}\": it is one of {}", path.path, *text, fmt::join(values, ", ")
        ),
        "D012"
    );
}

void check_expression(
    const Script& script, const Flow& flow, const Expression& expression, Problems& problems
) {
    const auto& nodes = expression.nodes;
    for (const ExpressionNode& node : nodes) {
        if (node.op != Operator::equal && node.op != Operator::not_equal && node.op != Operator::in)
            continue;
        const ExpressionNode& left = nodes[node.operands[0]];
        const ExpressionNode& right = nodes[node.operands[1]];
        if (left.op != Operator::path) continue;
        check_value(script, flow, expression, left, right, problems);
        if (right.op == Operator::list)
            for (const std::size_t item : right.operands)
                check_value(script, flow, expression, left, nodes[item], problems);
    }
}

}  // namespace

void check_actions(const Script& script, Problems& problems) {
    for (const auto& [name, contract] : script.actions) {
        const auto starts = [&action = name](std::string_view verb) {
            return action.starts_with(verb);
        };
        const bool changes =
            std::any_of(std::begin(changing_verbs), std::end(changing_verbs), starts);
        if (changes && contract.idempotency.empty())
            complain(
                problems,
                contract.mark,
                fmt::format("action '{}' changes something: it needs 'idempotency'", name),
                "D022"
            );
    }
    for (const auto& [id, flow] : script.flows)
        for (const Step& step : flow.steps)
            if (const Action* action = std::get_if<Action>(&step.kind))
                check_action(script, step, *action, problems);
}

void check_values(const Script& script, Problems& problems) {
    for (const auto& [id, flow] : script.flows)
        for (const Step& step : flow.steps)
            for (const Expression* expression : expressions_of(step))
                check_expression(script, flow, *expression, problems);
}

}  // namespace dialogs::language
