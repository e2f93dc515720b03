#include "dialogs/language/expression.h"

#include <gtest/gtest.h>

#include <string>

namespace dialogs::language {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::sys_days today = 2026y / 11 / 22;
constexpr int plenty = 200;

Value answer(std::string_view path) {
    if (path == "slots.name") return std::string("王秀英");
    if (path == "slots.empty") return std::string();
    if (path == "slots.many") return List{"alone", "ill"};
    if (path == "slots.receipt") return std::string("0120");
    if (path == "slots.birth") return std::string("1948-11-23");
    if (path == "slots.birth_year") return std::string("1948");
    if (path == "result.office_hours.open") return std::string("true");
    if (path == "result.verify.updated_on") return std::string("2026-11-20");
    if (path == "session.failures") return std::int64_t{3};
    return {};
}

Value value_of(std::string_view source) {
    const auto compiled = compile_expression(source);
    if (!std::holds_alternative<Expression>(compiled)) {
        ADD_FAILURE() << source << ": " << std::get<ExpressionError>(compiled).message;
        return {};
    }
    const auto value = evaluate(std::get<Expression>(compiled), answer, today, plenty);
    EXPECT_TRUE(value.has_value()) << source;
    return value ? *value : Value{};
}

}  // namespace

TEST(Expression, DecidesConditions) {
    struct Case {
        const char* source;
        bool holds;
    };
    constexpr Case cases[] = {
        {"slots.name = \"王秀英\"", true},
        {"slots.name != '王秀英'", false},
        {"session.failures >= 3 and slots.name is_set", true},
        {"session.failures > 3 or slots.name is_set", true},
        {"not session.failures > 3", true},
        {"not not session.failures > 3", false},
        {"session.failures = 3", true},
        {"session.failures < 10", true},
        {"slots.receipt = \"120\"", false},
        {"slots.receipt = 120", true},
        {"slots.name in [\"李四\", \"王秀英\"]", true},
        {"slots.name in []", false},
        {"slots.many contains \"ill\"", true},
        {"slots.many contains \"poor\"", false},
        {"slots.name contains \"秀\"", true},
        {"slots.receipt matches \"[0-9]{4}\"", true},
        {"slots.receipt matches \"[0-9]{3}\"", false},
        {"slots.empty is_set", false},
        {"result.office_hours.open", true},
        {"slots.name", false},
        {"starts_with(slots.name, \"王\")", true},
        {"age(slots.birth) < 78", true},
        {"slots.birth < \"1950-01-01\"", true},
        {"slots.name < \"1950-01-01\"", false},
        {"(true or false) and false", false},
        {"true or false and false", true},
    };
    for (const auto& [source, holds] : cases) {
        SCOPED_TRACE(source);
        EXPECT_EQ(is_true(value_of(source)), holds);
    }
}

TEST(Expression, IsFalseForEveryComparisonWithNothing) {
    for (const char* source :
         {"slots.gone = \"x\"",
          "slots.gone != \"x\"",
          "slots.gone < 3",
          "slots.gone >= 3",
          "slots.gone in [\"x\"]",
          "slots.gone contains \"x\"",
          "slots.gone matches \".*\"",
          "age(slots.gone) < 60",
          "slots.gone = null",
          "starts_with(slots.gone, \"\")"}) {
        SCOPED_TRACE(source);
        EXPECT_FALSE(is_true(value_of(source)));
    }
}

TEST(Expression, ComputesByFunctions) {
    EXPECT_EQ(value_of("age(slots.birth)"), Value(std::int64_t{77}));
    EXPECT_EQ(value_of("age(slots.birth_year)"), Value(std::int64_t{78}));
    EXPECT_EQ(value_of("days_since(result.verify.updated_on)"), Value(std::int64_t{2}));
    EXPECT_EQ(value_of("len(slots.name)"), Value(std::int64_t{3}));
    EXPECT_EQ(value_of("len(slots.many)"), Value(std::int64_t{2}));
    EXPECT_EQ(value_of("digits(\"12-34 号\")"), Value(std::string("1234")));
    EXPECT_EQ(value_of("age(slots.name)"), Value());
    EXPECT_EQ(value_of("null"), Value());
    EXPECT_EQ(value_of("-5"), Value(std::int64_t{-5}));
}

TEST(Expression, SaysWhereItCannotBeRead) {
    struct Case {
        const char* source;
        std::size_t column;
        const char* message;
    };
    constexpr Case cases[] = {
        {"", 0, "a value is missing"},
        {"slots.a =", 9, "a value is missing"},
        {"slots.a = ok",
         10,
         "'ok' is not known: a path is like slots.name, a text stands in quotes"},
        {"slots.a = \"ok", 10, "a text is never closed"},
        {"slots.a ; slots.b", 8, "this sign has no meaning in an expression"},
        {"slots.a slots.b", 8, "'slots.b' is not expected here"},
        {"(slots.a", 8, "')' is missing"},
        {"and slots.a", 0, "a value is missing before 'and'"},
        {"years(slots.a) > 3", 0, "there is no function 'years'"},
        {"slots.a matches slots.b", 16, "'matches' needs a pattern in quotes"},
        {"slots.a matches \"[a\"", 16, "pattern: '[' is never closed"},
        {"slots.a in [1 2]", 14, "',' or ']' is missing"},
        {"slots.a = 99999999999999999999", 10, "the number is too large"},
        {"((((((((((((((((((1))))))))))))))))))", 16, "the expression is nested too deep"},
    };
    for (const auto& [source, column, message] : cases) {
        SCOPED_TRACE(source);
        const auto compiled = compile_expression(source);
        const ExpressionError* const error = std::get_if<ExpressionError>(&compiled);
        ASSERT_NE(error, nullptr);
        EXPECT_EQ(error->column, column);
        EXPECT_EQ(error->message, message);
    }
}

TEST(Expression, StopsWhenItsBudgetIsSpent) {
    std::string source = "session.turns = 1";
    for (int i = 0; i < 20; ++i)
        source += " or session.turns = 1";
    const auto compiled = compile_expression(source);
    const Expression& expression = std::get<Expression>(compiled);
    EXPECT_TRUE(evaluate(expression, answer, today, 200).has_value());
    const auto refused = evaluate(expression, answer, today, 20);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().fault, Fault::too_large);
}

TEST(Expression, NamesThePathsItReads) {
    const auto compiled = compile_expression("slots.a = slots.b and not slots.a is_set");
    EXPECT_EQ(
        paths_of(std::get<Expression>(compiled)), (std::vector<std::string>{"slots.a", "slots.b"})
    );
}

TEST(Expression, RefusesAnEndlessOne) {
    std::string source = "true";
    for (int i = 0; i < 200; ++i)
        source += " or true";
    EXPECT_TRUE(std::holds_alternative<ExpressionError>(compile_expression(source)));
}

}  // namespace dialogs::language
