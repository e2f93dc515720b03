#pragma once
#include "dialogs/language/pattern.h"
#include "dialogs/language/problem.h"
#include "dialogs/language/value.h"
#include "dialogs/result.h"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// The small language of `if`, `with` and `set`:
//
//   or-term   = and-term { "or" and-term }
//   and-term  = not-term { "and" not-term }
//   not-term  = "not" not-term | relation
//   relation  = operand [ ("=" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "contains" | "matches")
//   operand | "is_set" ] operand   = "text" | 'text' | number | true | false | null | path |
//   function "(" operand ")" | "[" operand, … "]" | "(" or-term ")" path      = name { "." name }
//   slots.x  result.action.field  input.text  session.failures … function  = age | days_since | len
//   | digits | starts_with(text, start)
//
// No loops, no assignment. Every comparison with null is false, `!=` too.

namespace dialogs::language {

enum class Operator {
    constant,
    path,
    list,
    all_of,
    any_of,
    negation,
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    in,
    contains,
    matches,
    is_set,
    age,
    days_since,
    len,
    digits,
    starts_with
};

struct ExpressionNode {
    Operator op = Operator::constant;
    Value constant;          // of a constant
    std::string path;        // of a path
    std::size_t column = 0;  // of a path: bytes from the start of the expression
    std::vector<std::size_t>
        operands;     // indices into Expression::nodes, always smaller than the node's own
    Pattern pattern;  // right side of `matches`
};

// Compiled; the root is the last node. An empty one is null.
struct Expression {
    std::string source;
    Mark mark;  // of the first byte of `source`, when it comes from a file
    std::vector<ExpressionNode> nodes;
};

struct ExpressionError {
    std::size_t column = 0;  // bytes from the start of the expression
    std::string message;
};

std::variant<Expression, ExpressionError> compile_expression(std::string_view source);

// Every path it reads, each once.
std::vector<std::string> paths_of(const Expression& expression);

// `today` is the person's own calendar day. At most `budget` nodes are visited; beyond it
// Fault::too_large.
Result<Value> evaluate(
    const Expression& expression, const Scope& scope, std::chrono::sys_days today, int budget
);

}  // namespace dialogs::language
