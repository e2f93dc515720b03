#include "tests/unit/dialogs/engine/talk.h"

namespace dialogs {
namespace {

std::string long_words(int characters) {
    std::string text;
    for (int i = 0; i < characters; ++i)
        text += "长";
    return text;
}

std::string said_in_a_row(const std::string& first, const std::string& second) {
    Talk talk{script_of(
        "  main:\n    steps:\n      - {id: a, say: " + first +
        ", next: b}\n      - {id: b, say: " + second + ", next: END}\n"
    )};
    talk.hear("你好");
    return talk.said();
}

// Two segments are 134 characters, 4 of them the signature.
TEST(Messages, StayApartRatherThanCostMoreThanAMessageMay) {
    EXPECT_EQ(said_in_a_row("甲", "乙"), "甲\n乙|");
    const std::string fits = long_words(128);
    EXPECT_EQ(said_in_a_row(fits, "乙"), fits + "\n乙|");
    const std::string full = long_words(129);
    EXPECT_EQ(said_in_a_row(full, "乙"), full + "|乙|");
}

}  // namespace
}  // namespace dialogs
