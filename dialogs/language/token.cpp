#include "dialogs/language/token.h"

#include <optional>

namespace dialogs::language {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_digit(c);
}

constexpr std::string_view signs[] = {"!=", "<=", ">=", "=", "<", ">", "(", ")", "[", "]", ","};

std::size_t length_while(std::string_view source, bool (*fits)(char)) {
    std::size_t length = 0;
    while (length < source.size() && fits(source[length]))
        ++length;
    return length;
}

// The token at the start of `rest`, which is not a space; none when there is no such token.
std::optional<Token> next_token(std::string_view rest, std::size_t& length) {
    const char first = rest.front();
    if (first == '"' || first == '\'') {
        const std::size_t close = rest.find(first, 1);
        if (close == std::string_view::npos) return std::nullopt;
        length = close + 1;
        return Token{TokenKind::text, std::string(rest.substr(1, close - 1)), 0};
    }
    if (is_digit(first) || (first == '-' && rest.size() > 1 && is_digit(rest[1]))) {
        length = 1 + length_while(rest.substr(1), is_digit);
        return Token{TokenKind::number, std::string(rest.substr(0, length)), 0};
    }
    if (is_name(first)) {
        length = length_while(rest, [](char c) { return is_name(c) || c == '.'; });
        return Token{TokenKind::word, std::string(rest.substr(0, length)), 0};
    }
    for (const std::string_view sign : signs) {
        if (rest.substr(0, sign.size()) != sign) continue;
        length = sign.size();
        return Token{TokenKind::sign, std::string(sign), 0};
    }
    return std::nullopt;
}

}  // namespace

std::variant<std::vector<Token>, TokenError> tokenise(std::string_view source) {
    std::vector<Token> tokens;
    std::size_t at = 0;
    while (at < source.size()) {
        if (source[at] == ' ' || source[at] == '\n' || source[at] == '\t') {
            ++at;
            continue;
        }
        std::size_t length = 0;
        auto token = next_token(source.substr(at), length);
        if (!token) {
            const bool open_text = source[at] == '"' || source[at] == '\'';
            return TokenError{
                at,
                open_text ? "a text is never closed" : "this sign has no meaning in an expression"};
        }
        token->column = at;
        tokens.push_back(std::move(*token));
        at += length;
    }
    tokens.push_back({TokenKind::end, "", source.size()});
    return tokens;
}

}  // namespace dialogs::language
