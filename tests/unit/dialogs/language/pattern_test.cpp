#include "dialogs/language/pattern.h"

#include <gtest/gtest.h>

#include <string>

namespace dialogs::language {

TEST(Pattern, MatchesTheWholeText) {
    struct Case {
        const char* pattern;
        const char* text;
        bool matches;
    };
    constexpr Case cases[] = {
        {"[0-9]{3}[0-9X]", "123X", true},
        {"[0-9]{3}[0-9X]", "1234", true},
        {"[0-9]{3}[0-9X]", "X234", false},
        {"[0-9]{3}[0-9X]", "12345", false},
        {"[0-9]{2,3}", "1", false},
        {"[0-9]{2,3}", "123", true},
        {"a*b", "aaab", true},
        {"a*a", "aaa", true},
        {"a+a+", "a", false},
        {"ab?c", "ac", true},
        {"ab?c", "abbc", false},
        {".{2}镇", "倴城镇", true},
        {"[^0-9]+", "倴城镇", true},
        {"[^0-9]+", "倴城1", false},
        {"\\.\\*", ".*", true},
        {"[a\\]]+", "a]a", true},
        {"[a-]+", "a-", true},
        {"", "", true},
        {"", "a", false},
    };
    for (const auto& [source, text, matches] : cases) {
        SCOPED_TRACE(std::string(source) + " on " + text);
        const auto pattern = compile_pattern(source);
        ASSERT_TRUE(std::holds_alternative<Pattern>(pattern));
        EXPECT_EQ(std::get<Pattern>(pattern).matches(text), matches);
    }
}

TEST(Pattern, RefusesWhatItDoesNotKnow) {
    for (const char* source :
         {"(a|b)", "a{", "a{x}", "a{3,1}", "a{1001}", "[z-a]", "[", "[]", "*a", "a\\", "^a"}) {
        SCOPED_TRACE(source);
        EXPECT_TRUE(std::holds_alternative<std::string>(compile_pattern(source)));
    }
}

// A backtracking matcher would take longer than the sun burns.
TEST(Pattern, DoesNotBacktrack) {
    std::string source;
    for (int i = 0; i < 30; ++i)
        source += "a*";
    const auto pattern = compile_pattern(source + "b");
    EXPECT_FALSE(std::get<Pattern>(pattern).matches(std::string(1000, 'a')));
}

}  // namespace dialogs::language
