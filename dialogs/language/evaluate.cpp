#include "dialogs/language/expression.h"
#include "dialogs/text/clean.h"

#include <algorithm>
#include <optional>

namespace dialogs::language {

namespace {

using std::chrono::year_month_day;

// Numbers by value where one side is a number, dates by day; none when they cannot be compared.
std::optional<std::strong_ordering> order(const Value& left, const Value& right) {
    const auto left_number = as_number(left);
    const auto right_number = as_number(right);
    if (left_number && right_number) return *left_number <=> *right_number;
    const auto left_date = as_date(left);
    const auto right_date = as_date(right);
    if (left_date && right_date) return *left_date <=> *right_date;
    return std::nullopt;
}

// Texts that look like numbers stay texts among themselves: the receipt "007" is not the receipt
// "7".
bool equal(const Value& left, const Value& right) {
    if (std::holds_alternative<List>(left) || std::holds_alternative<List>(right))
        return left == right;
    if (std::holds_alternative<std::int64_t>(left) || std::holds_alternative<std::int64_t>(right)) {
        const auto left_number = as_number(left);
        const auto right_number = as_number(right);
        return left_number && right_number && *left_number == *right_number;
    }
    return to_text(left) == to_text(right);
}

bool contains(const Value& whole, const Value& part) {
    if (const List* list = std::get_if<List>(&whole))
        return std::find(list->begin(), list->end(), to_text(part)) != list->end();
    const std::string* const text = std::get_if<std::string>(&whole);
    return text != nullptr && text->find(to_text(part)) != std::string::npos;
}

bool compare(Operator op, const Value& left, const Value& right) {
    if (is_null(left) || is_null(right)) return false;
    if (op == Operator::equal) return equal(left, right);
    if (op == Operator::not_equal) return !equal(left, right);
    if (op == Operator::contains) return contains(left, right);
    if (op == Operator::in) return std::holds_alternative<List>(right) && contains(right, left);
    const auto ordering = order(left, right);
    if (!ordering) return false;
    if (op == Operator::less) return *ordering < 0;
    if (op == Operator::less_equal) return *ordering <= 0;
    if (op == Operator::greater) return *ordering > 0;
    return *ordering >= 0;
}

Value age(const Value& born, std::chrono::sys_days today) {
    const auto birth = as_date(born);
    if (!birth) return {};
    const year_month_day now{today};
    int years = static_cast<int>(now.year()) - static_cast<int>(birth->year());
    if (std::pair(now.month(), now.day()) < std::pair(birth->month(), birth->day())) --years;
    return std::int64_t{years};
}

Value days_since(const Value& date, std::chrono::sys_days today) {
    const auto day = as_date(date);
    if (!day) return {};
    return std::int64_t{(today - std::chrono::sys_days(*day)).count()};
}

Value length(const Value& value) {
    if (is_null(value)) return {};
    if (const List* list = std::get_if<List>(&value))
        return static_cast<std::int64_t>(list->size());
    return static_cast<std::int64_t>(text::code_points(to_text(value)));
}

Value only_digits(const Value& value) {
    if (is_null(value)) return {};
    std::string digits = to_text(value);
    std::erase_if(digits, [](char c) { return c < '0' || c > '9'; });
    return digits;
}

// Walks the tree from its root, counting visits. Operands always stand before their node, so the
// walk ends.
class Evaluation {
public:
    Evaluation(
        const Expression& expression, const Scope& scope, std::chrono::sys_days today, int budget
    )
        : expression_(expression), scope_(scope), today_(today), budget_(budget) {}

    bool over_budget() const { return budget_ < 0; }

    Value value_of(std::size_t index) {
        if (--budget_ < 0) return {};
        const ExpressionNode& node = expression_.nodes[index];
        const auto operand = [&](std::size_t i) { return value_of(node.operands[i]); };
        switch (node.op) {
            case Operator::constant: return node.constant;
            case Operator::path: return scope_(node.path);
            case Operator::list: return list_of(node);
            case Operator::all_of: return is_true(operand(0)) && is_true(operand(1));
            case Operator::any_of: return is_true(operand(0)) || is_true(operand(1));
            case Operator::negation: return !is_true(operand(0));
            case Operator::is_set: return is_set(operand(0));
            case Operator::matches: return matches(node, operand(0));
            case Operator::age: return age(operand(0), today_);
            case Operator::days_since: return days_since(operand(0), today_);
            case Operator::len: return length(operand(0));
            case Operator::digits: return only_digits(operand(0));
            case Operator::starts_with: return starts_with(operand(0), operand(1));
            case Operator::equal:
            case Operator::not_equal:
            case Operator::less:
            case Operator::less_equal:
            case Operator::greater:
            case Operator::greater_equal:
            case Operator::in:
            case Operator::contains: return compare(node.op, operand(0), operand(1));
        }
        return {};
    }

private:
    Value list_of(const ExpressionNode& node) {
        List list;
        for (const std::size_t item : node.operands)
            list.push_back(to_text(value_of(item)));
        return list;
    }

    static bool is_set(const Value& value) {
        return !is_null(value) && value != Value(std::string()) && value != Value(List());
    }

    static bool matches(const ExpressionNode& node, const Value& value) {
        return !is_null(value) && node.pattern.matches(to_text(value));
    }

    static bool starts_with(const Value& whole, const Value& start) {
        return !is_null(whole) && !is_null(start) && to_text(whole).starts_with(to_text(start));
    }

    const Expression& expression_;
    const Scope& scope_;
    std::chrono::sys_days today_;
    int budget_;
};

}  // namespace

Result<Value> evaluate(
    const Expression& expression, const Scope& scope, std::chrono::sys_days today, int budget
) {
    if (expression.nodes.empty()) return Value{};
    Evaluation evaluation(expression, scope, today, budget);
    Value value = evaluation.value_of(expression.nodes.size() - 1);
    if (evaluation.over_budget())
        return Error{Fault::too_large, "expression over budget: " + expression.source};
    return value;
}

}  // namespace dialogs::language
