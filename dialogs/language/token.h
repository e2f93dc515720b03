#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// The words of an expression.

namespace dialogs::language {

enum class TokenKind { word, text, number, sign, end };

struct Token {
    TokenKind kind = TokenKind::end;
    std::string text;        // a text without its quotes
    std::size_t column = 0;  // bytes from the start
};

struct TokenError {
    std::size_t column = 0;
    std::string message;
};

// Always ends with an `end`.
std::variant<std::vector<Token>, TokenError> tokenise(std::string_view source);

}  // namespace dialogs::language
