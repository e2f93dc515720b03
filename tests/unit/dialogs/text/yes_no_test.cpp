#include "dialogs/text/yes_no.h"

#include <gtest/gtest.h>

namespace dialogs::text {
namespace {

TEST(YesNo, ReadsClosedLists) {
    struct Form {
        YesNo answer;
        std::string_view said;
    };
    constexpr auto yes = YesNo::yes, no = YesNo::no, unknown = YesNo::unknown, none = YesNo::none;
    constexpr Form forms[] = {
        {yes, "是"},
        {yes, "是的"},
        {yes, "是的。"},
        {yes, "中"},
        {yes, "行"},
        {yes, "对"},
        {yes, "对对对"},
        {yes, "是的是的"},
        {yes, "嗯"},
        {yes, "嗯嗯"},
        {yes, "嗯，是的"},
        {yes, "没毛病"},
        {yes, "可以"},
        {yes, "可以的"},
        {yes, "好嘞"},
        {yes, "好吧"},
        {yes, "行吧"},
        {yes, "没问题"},
        {yes, "ＯＫ"},
        {yes, "Yes"},
        {yes, "對"},
        {yes, "👍"},
        {yes, "👍🏻"},
        {yes, "确认"},
        {yes, "愿意"},
        {yes, "好的谢谢"},
        {yes, "我愿意"},
        {yes, "可不是嘛"},
        {yes, "妥了"},
        {no, "不"},
        {no, "不是"},
        {no, "不中"},
        {no, "不行"},
        {no, "甭"},
        {no, "甭了"},
        {no, "算了"},
        {no, "算了吧"},
        {no, "不用"},
        {no, "不用，谢谢"},
        {no, "不用了谢谢"},
        {no, "不对"},
        {no, "不要"},
        {no, "不是的"},
        {no, "拉倒吧"},
        {no, "不愿意"},
        {no, "我不要"},
        {no, "n"},
        {no, "嗯，不是"},
        {unknown, "不知道"},
        {unknown, "忘了"},
        {unknown, "记不清"},
        {unknown, "记不清了"},
        {unknown, "我不知道"},
        {unknown, "不知道啊"},
        {unknown, "说不准"},
        {unknown, "忘記了"},
        {none, "没有"},
        {none, "无"},
        {none, "没"},
        {none, "都没有"},
        {none, "没有了"},
        {none, "没有啊"},
        {none, "沒有"},
    };
    for (const auto& [answer, said] : forms) {
        SCOPED_TRACE(said);
        const auto read = yes_no(said);
        ASSERT_TRUE(read) << read.why;
        EXPECT_EQ(*read, answer);
    }
}

TEST(YesNo, RefusesEverythingElse) {
    struct Form {
        std::string_view said;
        std::string_view why;
    };
    constexpr Form forms[] = {
        {"不是，我说是7月4号", "correction"},
        {"不对，是李家庄", "correction"},
        {"错了，是两口人", "correction"},
        {"不是这个，是那个", "correction"},
        {"不，是的", "correction"},
        {"是吗？", "a question"},
        {"行不行？", "a question"},
        {"是不是", "not yes or no"},
        {"行不", "not yes or no"},
        {"中午", "not yes or no"},
        {"好久没去了", "not yes or no"},
        {"对不起", "not yes or no"},
        {"行走不便", "not yes or no"},
        {"可能是", "not yes or no"},
        {"随便", "not yes or no"},
        {"别的", "not yes or no"},
        {"有低保", "not yes or no"},
        {"是1948年", "not yes or no"},
        {"1", "not yes or no"},
        {"哦", "not yes or no"},
        {"不用谢", "correction"},
        {"是，不对", "correction"},
        {"人工", "not yes or no"},
        {"低保多少钱", "not yes or no"},
        {"", "nothing"},
        {"。。。", "nothing"},
    };
    for (const auto& [said, why] : forms) {
        SCOPED_TRACE(said);
        const auto read = yes_no(said);
        EXPECT_FALSE(read) << name(*read);
        EXPECT_EQ(read.why, why);
    }
}

TEST(YesNo, KnowsAnAnswerThatOnlySaysSomebodyListens) {
    EXPECT_TRUE(is_weak_yes("嗯"));
    EXPECT_TRUE(is_weak_yes("嗯嗯。"));
    EXPECT_FALSE(is_weak_yes("嗯，是的"));
    EXPECT_FALSE(is_weak_yes("是"));
}

}  // namespace
}  // namespace dialogs::text
