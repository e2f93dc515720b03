#include "dialogs/language/compiled.h"
#include "dialogs/language/paths.h"
#include "dialogs/language/rules.h"
#include "dialogs/language/walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace dialogs::language {

namespace {

enum class Type { unknown, text, number, date, truth, list };

constexpr std::string_view type_names[] = {
    "", "a text", "a number", "a date", "yes or no", "a list"};

Type type_of_slot(const SlotDefinition& slot) {
    if (slot.multi) return Type::list;
    if (slot.type.base == BaseType::number) return Type::number;
    if (slot.type.base == BaseType::date) return Type::date;
    return slot.type.base == BaseType::digits ? Type::unknown : Type::text;
}

Type type_of_field(const FieldType& field) {
    switch (field.kind) {
        case FieldKind::date: return Type::date;
        case FieldKind::boolean: return Type::truth;
        case FieldKind::number: return Type::number;
        case FieldKind::list: return Type::list;
        case FieldKind::text:
        case FieldKind::one_of: return Type::text;
    }
    return Type::unknown;
}

Type type_of_path(const Script& script, const Flow& flow, std::string_view path) {
    if (path == "session.failures" || path == "session.turns") return Type::number;
    constexpr std::string_view truths[] = {
        "handoff.joined", "handoff.office_open", "handoff.may_rate"};
    if (std::find(std::begin(truths), std::end(truths), path) != std::end(truths))
        return Type::truth;
    if (const std::string_view name = slot_of(path); !name.empty()) {
        if (path.ends_with(".label")) return Type::text;
        const SlotDefinition* const slot = script.slot(flow.id, name);
        return slot == nullptr ? Type::unknown : type_of_slot(*slot);
    }
    const auto result = result_of(path);
    if (!result) return Type::text;
    const auto contract = script.actions.find(std::string(result->action));
    if (contract == script.actions.end()) return Type::unknown;
    const auto field = contract->second.result.find(std::string(result->field));
    return field == contract->second.result.end() ? Type::unknown : type_of_field(field->second);
}

// One expression.
class TypeCheck {
public:
    TypeCheck(
        const Script& script, const Flow& flow, const Expression& expression, Problems& problems
    )
        : script_(script), flow_(flow), expression_(expression), problems_(problems) {}

    void run() {
        for (const ExpressionNode& node : expression_.nodes)
            check(node);
    }

private:
    void check(const ExpressionNode& node) {
        switch (node.op) {
            case Operator::age: return need(node, {Type::date}, "'age' needs a date");
            case Operator::days_since: return need(node, {Type::date}, "'days_since' needs a date");
            case Operator::less:
            case Operator::less_equal:
            case Operator::greater:
            case Operator::greater_equal:
                return need(
                    node, {Type::number, Type::date}, "only numbers and dates are compared by size"
                );
            case Operator::contains:
                return need_first(
                    node, {Type::text, Type::list}, "'contains' needs a text or a list"
                );
            case Operator::all_of:
            case Operator::any_of:
            case Operator::negation:
                return need(node, {Type::truth}, "'and', 'or' and 'not' need conditions");
            default: return;
        }
    }

    void need(const ExpressionNode& node, std::vector<Type> wanted, std::string_view why) {
        for (const std::size_t operand : node.operands)
            need_at(expression_.nodes[operand], wanted, why);
    }
    void need_first(const ExpressionNode& node, std::vector<Type> wanted, std::string_view why) {
        need_at(expression_.nodes[node.operands.front()], wanted, why);
    }

    // Only what is read from somewhere has a type worth complaining about.
    void need_at(
        const ExpressionNode& node, const std::vector<Type>& wanted, std::string_view why
    ) {
        if (node.op != Operator::path) return;
        const Type type = type_of_path(script_, flow_, node.path);
        if (type == Type::unknown || std::find(wanted.begin(), wanted.end(), type) != wanted.end())
            return;
        complain(
            problems_,
            shifted(expression_.mark, expression_.source, node.column),
            fmt::format(
                "{}, but '{}' is {}", why, node.path, type_names[static_cast<std::size_t>(type)]
            ),
            "D012"
        );
    }

    const Script& script_;
    const Flow& flow_;
    const Expression& expression_;
    Problems& problems_;
};

}  // namespace

void check_types(const Script& script, Problems& problems) {
    for (const auto& [id, flow] : script.flows)
        for (const Step& step : flow.steps)
            for (const Expression* expression : expressions_of(step))
                TypeCheck(script, flow, *expression, problems).run();
}

}  // namespace dialogs::language
