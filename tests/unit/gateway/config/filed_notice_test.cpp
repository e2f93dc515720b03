#include "gateway/config/filed_notice.h"

#include <gtest/gtest.h>

namespace gateway::config {
namespace {

std::string repeated(std::string_view text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i)
        all += text;
    return all;
}

TEST(FiledNotice, VariablesTakeWhatWeChatTakesAndNoMore) {
    struct Case {
        const char* key;
        std::string text;
        bool fits;
    };
    const Case cases[] = {
        {"thing1", repeated("滦", 20), true},
        {"thing1", repeated("滦", 21), false},
        {"thing1", "两行\n不行", false},
        {"thing1", "", false},
        {"short_thing2", "五个字以内", true},
        {"short_thing2", "五个字以内了", false},
        {"phrase2", "已通过", true},
        {"phrase2", "已通过1", false},
        {"name3", repeated("王", 10), true},
        {"name3", repeated("a", 20), true},
        {"name3", repeated("王", 11), false},
        {"number4", "12345.5", true},
        {"number4", "一百", false},
        {"letter5", "ABC", true},
        {"letter5", "A1", false},
        {"character_string6", "LN-ZX-20261122-0007", true},
        {"character_string6", "办件7", false},
        {"character_string6", repeated("7", 33), false},
        {"time7", "2026年11月22日 15:01", true},
        {"time7", "15:01", true},
        {"time7", "下午三点", false},
        {"date8", "2026年11月22日", true},
        {"date8", "11-22", false},
        {"amount9", "￥100.50元", true},
        {"amount9", "一百元", false},
        {"amount9", "12345678901", false},
        {"phone_number10", "+86-315-1234567", true},
        {"phone_number10", "打12345", false},
        {"thing", "没有编号", false},
        {"keyword1", "旧模板", false},
    };
    for (const auto& [key, text, wanted] : cases)
        EXPECT_EQ(fits(key, text), wanted) << key << " " << text;
    EXPECT_EQ(limit_of("thing12"), "最多20个字");
    EXPECT_EQ(limit_of("first"), "");
}

TEST(FiledNotice, PatternsAreFilledOrNotAtAll) {
    const Values values{{"item", "高龄津贴"}, {"state", "已通过"}};
    EXPECT_EQ(filled("{item}：{state}", values), "高龄津贴：已通过");
    EXPECT_EQ(filled("没有变量", values), "没有变量");
    EXPECT_FALSE(filled("{amount}", values));
    EXPECT_FALSE(filled("{item", values));
    EXPECT_EQ(values_in("{item}于{date}"), (std::vector<std::string>{"item", "date"}));
    EXPECT_FALSE(values_in("{It em}"));
}

}  // namespace
}  // namespace gateway::config
