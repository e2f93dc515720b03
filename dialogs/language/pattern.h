#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

// A whole-text matcher that takes time linear in text × pattern, for types and `matches`:
// characters, ".", "\x", classes "[0-9X]" and "[^ab]", each with "?", "*", "+", "{n}" or "{n,m}".
// No groups.

namespace dialogs::language {

struct PatternElement {
    std::vector<std::pair<char32_t, char32_t>> ranges;  // both ends included
    bool negated = false;
    int least = 1;
    int most = 1;  // -1: any number
};

struct Pattern {
    std::string source;
    std::vector<PatternElement> elements;

    bool matches(std::string_view text) const;
};

// Or what is wrong with it. At most 64 elements, counts at most 1000.
std::variant<Pattern, std::string> compile_pattern(std::string_view source);

}  // namespace dialogs::language
