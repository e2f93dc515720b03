#include "dialogs/text/speech.h"

#include <gtest/gtest.h>

namespace dialogs::text {
namespace {

TEST(Speech, TakesTheLastRepair) {
    struct Form {
        std::string_view said;
        std::string_view before;
        std::string_view after;
    };
    constexpr Form forms[] = {
        {"三百，不对，五百", "三百", "五百"},
        {"三百不对五百", "三百", "五百"},
        {"三百，我说错了，应该是五百", "三百", "五百"},
        {"三百，不，五百", "三百", "五百"},
        {"三百啊不是五百", "三百", "五百"},
        {"不是三百，是五百", "三百", "五百"},
        {"一百，不对，三百，不对，五百", "一百,不对,三百", "五百"},
    };
    for (const auto& [said, before, after] : forms) {
        SCOPED_TRACE(said);
        const auto repair = last_repair(said);
        ASSERT_TRUE(repair);
        EXPECT_EQ(repair->before, before);
        EXPECT_EQ(repair->after, after);
    }
}

TEST(Speech, KnowsNoRepairWithoutBothSides) {
    constexpr std::string_view forms[] = {
        "不对，五百", "三百，不对", "三百", "不是三百", "不要", "", "不"};
    for (const auto said : forms) {
        SCOPED_TRACE(said);
        EXPECT_FALSE(last_repair(said));
    }
    const std::string story(500, 'a');
    EXPECT_FALSE(last_repair(story + "，不对，五百"));
}

TEST(Speech, HearsWhatIsSaidTwice) {
    EXPECT_EQ(said_twice("五百块，五百块"), "五百块");
    EXPECT_EQ(said_twice("四口四口"), "四口");
    EXPECT_EQ(said_twice("13812345678 13812345678"), "13812345678");
    for (const auto* said : {"12 12", "二二", "十十", "1212", "五百，六百", "五百", "", "3 3"}) {
        SCOPED_TRACE(said);
        EXPECT_FALSE(said_twice(said));
    }
}

TEST(Speech, LetsAReaderTakeBackWhatItNearlyRead) {
    const auto reader = [](std::string_view text) {
        if (text == "五百") return understood(500);
        return refused<int>(text == "三百" ? "too large" : "not a number");
    };
    EXPECT_EQ(read_speech("五百", reader).value, 500);
    EXPECT_EQ(read_speech("三百，不对，五百", reader).value, 500);
    EXPECT_EQ(read_speech("低保，不对，五百", reader).why, "not a number");
    EXPECT_EQ(read_speech("五百，不对，四百", reader).why, "not a number");
}

}  // namespace
}  // namespace dialogs::text
