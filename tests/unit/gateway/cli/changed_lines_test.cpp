#include "gateway/cli/changed_lines.h"

#include <gtest/gtest.h>

namespace gateway::cli {

TEST(ChangedLines, AreShownInTheirOrderWithoutTheOthers) {
    EXPECT_EQ(changed_lines("a\nb\n", "a\nb\n"), "");
    EXPECT_EQ(changed_lines("a\nb\nc\n", "a\nB\nc\n"), "- b\n+ B\n");
    EXPECT_EQ(changed_lines("a\nb\nc\n", "new\na\nc\nlast\n"), "+ new\n- b\n+ last\n");
    EXPECT_EQ(changed_lines("", "a\n\n"), "+ a\n+ \n");
    EXPECT_EQ(changed_lines("a\nb", ""), "- a\n- b\n");
}

TEST(ChangedLines, AreAllThatFollowWhenTooManyDiffer) {
    std::string old;
    std::string fresh;
    for (int line = 0; line < 1000; ++line) {
        old += "o" + std::to_string(line) + '\n';
        fresh += "n" + std::to_string(line) + '\n';
    }
    const std::string shown = changed_lines(old + "same\n", fresh + "same\n");
    EXPECT_TRUE(shown.starts_with("- o0\n- o1\n"));
    EXPECT_TRUE(shown.ends_with("+ n999\n+ same\n"));
}

}  // namespace gateway::cli
