#include "dialogs/language/expression.h"

#include "dialogs/language/token.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <span>

namespace dialogs::language {

namespace {

constexpr std::size_t max_nodes = 100;
constexpr int max_nesting = 16;

struct OperatorName {
    std::string_view name;
    Operator op;
};
constexpr OperatorName relations[] = {
    {"=", Operator::equal},
    {"!=", Operator::not_equal},
    {"<", Operator::less},
    {"<=", Operator::less_equal},
    {">", Operator::greater},
    {">=", Operator::greater_equal},
    {"in", Operator::in},
    {"contains", Operator::contains},
    {"matches", Operator::matches},
};
constexpr OperatorName functions[] = {
    {"age", Operator::age},
    {"days_since", Operator::days_since},
    {"len", Operator::len},
    {"digits", Operator::digits},
    {"starts_with", Operator::starts_with},
};
constexpr std::string_view reserved[] = {"and", "or", "not", "in", "contains", "matches", "is_set"};

std::optional<Operator> named(std::span<const OperatorName> names, std::string_view name) {
    const auto found = std::find_if(names.begin(), names.end(), [&](const OperatorName& n) {
        return n.name == name;
    });
    if (found == names.end()) return std::nullopt;
    return found->op;
}

// Recursive descent, one function a line of the grammar in expression.h. After the first error the
// rest is read without effect, so that no step has to look at the one before.
class Parser {
public:
    explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

    std::variant<Expression, ExpressionError> parse() {
        or_term();
        if (peek().kind != TokenKind::end)
            fail(fmt::format("'{}' is not expected here", peek().text));
        if (error_) return *error_;
        return std::move(expression_);
    }

private:
    const Token& peek() const { return tokens_[at_]; }

    bool take(TokenKind kind, std::string_view text) {
        if (peek().kind != kind || peek().text != text) return false;
        ++at_;
        return true;
    }

    std::size_t fail(std::string message) {
        if (!error_) error_ = ExpressionError{peek().column, std::move(message)};
        at_ = tokens_.size() - 1;
        return 0;
    }

    std::size_t add(ExpressionNode node) {
        if (expression_.nodes.size() >= max_nodes) return fail("the expression is too long");
        expression_.nodes.push_back(std::move(node));
        return expression_.nodes.size() - 1;
    }

    std::size_t add(Operator op, std::vector<std::size_t> operands) {
        ExpressionNode node;
        node.op = op;
        node.operands = std::move(operands);
        return add(std::move(node));
    }

    std::size_t constant(Value value) {
        ExpressionNode node;
        node.constant = std::move(value);
        return add(std::move(node));
    }

    std::size_t or_term() {
        std::size_t left = and_term();
        while (take(TokenKind::word, "or"))
            left = add(Operator::any_of, {left, and_term()});
        return left;
    }

    std::size_t and_term() {
        std::size_t left = not_term();
        while (take(TokenKind::word, "and"))
            left = add(Operator::all_of, {left, not_term()});
        return left;
    }

    std::size_t not_term() {
        bool negated = false;
        while (take(TokenKind::word, "not"))
            negated = !negated;
        const std::size_t inner = relation();
        return negated ? add(Operator::negation, {inner}) : inner;
    }

    std::size_t relation() {
        const std::size_t left = operand();
        if (take(TokenKind::word, "is_set")) return add(Operator::is_set, {left});
        const auto op = named(relations, peek().text);
        if (!op || peek().kind == TokenKind::text) return left;
        ++at_;
        return *op == Operator::matches ? match(left) : add(*op, {left, operand()});
    }

    std::size_t match(std::size_t left) {
        if (peek().kind != TokenKind::text) return fail("'matches' needs a pattern in quotes");
        auto pattern = compile_pattern(peek().text);
        if (const std::string* error = std::get_if<std::string>(&pattern)) return fail(*error);
        ++at_;
        ExpressionNode node;
        node.op = Operator::matches;
        node.operands = {left};
        node.pattern = std::get<Pattern>(std::move(pattern));
        return add(std::move(node));
    }

    std::size_t operand() {
        if (++nesting_ > max_nesting) return fail("the expression is nested too deep");
        const std::size_t read = primary();
        --nesting_;
        return read;
    }

    std::size_t primary() {
        const Token token = peek();
        if (take(TokenKind::sign, "(")) return nested(")");
        if (take(TokenKind::sign, "[")) return list();
        if (token.kind == TokenKind::text) {
            ++at_;
            return constant(token.text);
        }
        if (token.kind == TokenKind::number) return number(token);
        if (token.kind == TokenKind::word) return word(token);
        return fail(
            token.kind == TokenKind::end ? "a value is missing"
                                         : fmt::format("'{}' is not a value", token.text)
        );
    }

    std::size_t nested(std::string_view close) {
        const std::size_t inner = or_term();
        if (!take(TokenKind::sign, close)) return fail(fmt::format("'{}' is missing", close));
        return inner;
    }

    std::size_t list() {
        std::vector<std::size_t> items;
        while (!take(TokenKind::sign, "]")) {
            if (!items.empty() && !take(TokenKind::sign, ",")) return fail("',' or ']' is missing");
            items.push_back(operand());
            if (error_) return 0;
        }
        return add(Operator::list, std::move(items));
    }

    std::size_t number(const Token& token) {
        std::int64_t value = 0;
        const char* const end = token.text.data() + token.text.size();
        if (std::from_chars(token.text.data(), end, value).ec != std::errc())
            return fail("the number is too large");
        ++at_;
        return constant(value);
    }

    std::size_t word(const Token& token) {
        if (std::find(std::begin(reserved), std::end(reserved), token.text) != std::end(reserved))
            return fail(fmt::format("a value is missing before '{}'", token.text));
        ++at_;
        if (token.text == "true" || token.text == "false") return constant(token.text == "true");
        if (token.text == "null") return constant({});
        if (take(TokenKind::sign, "(")) return call(token);
        if (token.text.find('.') == std::string::npos || token.text.back() == '.') {
            --at_;
            return fail(fmt::format(
                "'{}' is not known: a path is like slots.name, a text stands in quotes", token.text
            ));
        }
        ExpressionNode node;
        node.op = Operator::path;
        node.path = token.text;
        node.column = token.column;
        return add(std::move(node));
    }

    std::size_t call(const Token& name) {
        const auto function = named(functions, name.text);
        if (!function) {
            at_ -= 2;
            return fail(fmt::format("there is no function '{}'", name.text));
        }
        if (*function != Operator::starts_with) {
            const std::size_t argument = nested(")");
            return add(*function, {argument});
        }
        const std::size_t whole = or_term();
        if (!take(TokenKind::sign, ",")) return fail("starts_with needs a text and its start");
        const std::size_t start = nested(")");
        return add(*function, {whole, start});
    }

    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    int nesting_ = 0;
    Expression expression_;
    std::optional<ExpressionError> error_;
};

}  // namespace

std::variant<Expression, ExpressionError> compile_expression(std::string_view source) {
    auto tokens = tokenise(source);
    if (TokenError* error = std::get_if<TokenError>(&tokens))
        return ExpressionError{error->column, std::move(error->message)};
    auto compiled = Parser(std::get<std::vector<Token>>(std::move(tokens))).parse();
    if (Expression* expression = std::get_if<Expression>(&compiled)) expression->source = source;
    return compiled;
}

std::vector<std::string> paths_of(const Expression& expression) {
    std::vector<std::string> paths;
    for (const ExpressionNode& node : expression.nodes) {
        if (node.op != Operator::path) continue;
        if (std::find(paths.begin(), paths.end(), node.path) == paths.end())
            paths.push_back(node.path);
    }
    return paths;
}

}  // namespace dialogs::language
