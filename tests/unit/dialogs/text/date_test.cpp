#include "dialogs/text/date.h"

#include <gtest/gtest.h>

namespace dialogs::text {
namespace {

using namespace std::chrono_literals;
constexpr auto today = 2026y / 11 / 18;  // a Wednesday

struct Form {
    std::string_view said;
    std::string_view value;
};

TEST(Date, ReadsCalendarDates) {
    constexpr Form forms[] = {
        {"1948年3月5日", "1948-03-05"},
        {"1948年03月05日", "1948-03-05"},
        {"１９４８年３月５日", "1948-03-05"},
        {"1948-3-5", "1948-03-05"},
        {"1948/03/05", "1948-03-05"},
        {"1948.3.5", "1948-03-05"},
        {"1948。3。5", "1948-03-05"},
        {"1948 3 5", "1948-03-05"},
        {"1948、3、5", "1948-03-05"},
        {"48.3.5", "1948-03-05"},
        {"48年3月5号", "1948-03-05"},
        {"四八年三月五号", "1948-03-05"},
        {"19480305", "1948-03-05"},
        {"480305", "1948-03-05"},
        {"一九四八年三月五日", "1948-03-05"},
        {"一九四八零三零五", "1948-03-05"},
        {"一九四八年十二月二十五日", "1948-12-25"},
        {"1948年3月", "1948-03"},
        {"1948-3", "1948-03"},
        {"194803", "1948-03"},
        {"1948", "1948"},
        {"1948年", "1948"},
        {"48年", "1948"},
        {"一九四八", "1948"},
        {"二零零八年", "2008"},
        {"两千零八年", "2008"},
        {"我是1948年3月5日生的", "1948-03-05"},
        {"出生日期：1948年3月5日", "1948-03-05"},
        {"生日是48年3月5号。", "1948-03-05"},
        {"阳历三月十五", "2026-03-15"},
        {"2024年2月29日", "2024-02-29"},
        {"1948年元月5日", "1948-01-05"},
        {"3月5日", "2026-03-05"},
        {"7月4号", "2026-07-04"},
        {"十一月十八号", "2026-11-18"},
        {"2027年1月1日", "2027-01-01"},
    };
    for (const auto& [said, value] : forms) {
        SCOPED_TRACE(said);
        const auto read = date(said, today);
        ASSERT_TRUE(read) << read.why;
        EXPECT_EQ(read->text(), value);
        EXPECT_FALSE(read->lunar);
    }
}

TEST(Date, CountsFromToday) {
    constexpr Form forms[] = {
        {"今天", "2026-11-18"},
        {"今儿个", "2026-11-18"},
        {"昨天", "2026-11-17"},
        {"昨儿", "2026-11-17"},
        {"昨晚", "2026-11-17"},
        {"昨天下午", "2026-11-17"},
        {"前天", "2026-11-16"},
        {"前儿", "2026-11-16"},
        {"大前天", "2026-11-15"},
        {"明天", "2026-11-19"},
        {"后天", "2026-11-20"},
        {"後天", "2026-11-20"},
        {"大后天", "2026-11-21"},
        {"三天前", "2026-11-15"},
        {"3天以前", "2026-11-15"},
        {"十天后", "2026-11-28"},
        {"两周前", "2026-11-04"},
        {"上周三", "2026-11-11"},
        {"上个星期日", "2026-11-15"},
        {"上周天", "2026-11-15"},
        {"这周五", "2026-11-20"},
        {"本周一", "2026-11-16"},
        {"下礼拜二", "2026-11-24"},
        {"下下周一", "2026-11-30"},
        {"上个月5号", "2026-10-05"},
        {"上月五号", "2026-10-05"},
        {"这个月3号", "2026-11-03"},
        {"下个月一号", "2026-12-01"},
        {"上个月", "2026-10"},
        {"三个月前", "2026-08"},
        {"去年", "2025"},
        {"前年", "2024"},
        {"去年3月5号", "2025-03-05"},
        {"去年的3月", "2025-03"},
        {"今年三月", "2026-03"},
        {"两年前", "2024"},
        {"昨天交的", "2026-11-17"},
    };
    for (const auto& [said, value] : forms) {
        SCOPED_TRACE(said);
        const auto read = date(said, today);
        ASSERT_TRUE(read) << read.why;
        EXPECT_EQ(read->text(), value);
    }
}

TEST(Date, KeepsLunarDatesLunar) {
    constexpr Form forms[] = {
        {"一九四八年三月初五", "1948-03-05"},
        {"1948年三月初五", "1948-03-05"},
        {"48年腊月二十三", "1948-12-23"},
        {"农历1948年3月5日", "1948-03-05"},
        {"1948年3月5日（农历）", "1948-03-05"},
        {"1948年农历三月十五", "1948-03-15"},
        {"阴历1948-3-5", "1948-03-05"},
        {"农历腊月初八", "12-08"},
        {"腊月廿三", "12-23"},
        {"正月十五", "01-15"},
        {"冬月初一", "11-01"},
        {"1948年大年初一", "1948-01-01"},
        {"大年初一", "01-01"},
        {"農曆臘月初八", "12-08"},
        {"去年腊月初八", "2025-12-08"},
        {"2023年闰二月初一", "2023-02-01"},
    };
    for (const auto& [said, value] : forms) {
        SCOPED_TRACE(said);
        const auto read = date(said, today);
        ASSERT_TRUE(read) << read.why;
        EXPECT_EQ(read->text(), value);
        EXPECT_TRUE(read->lunar);
    }
}

TEST(Date, RefusesWhatItWouldHaveToGuess) {
    constexpr Form forms[] = {
        {"2月30日", "no such date"},
        {"1948年2月30日", "no such date"},
        {"1949-02-29", "no such date"},
        {"13月5日", "no such date"},
        {"1948-13-05", "no such date"},
        {"1948年4月31日", "no such date"},
        {"19481332", "no such date"},
        {"上个月32号", "no such date"},
        {"2024年闰二月初一", "no such date"},
        {"03.3.5", "which century"},
        {"26年3月5日", "which century"},
        {"零五年", "which century"},
        {"200112", "ambiguous"},
        {"3.5", "ambiguous"},
        {"3-5", "ambiguous"},
        {"5/3/1948", "ambiguous"},
        {"12月25日", "which year"},
        {"2月29日", "which year"},
        {"3月", "which year"},
        {"5号", "which month"},
        {"初五", "which month"},
        {"周三", "which week"},
        {"星期日", "which week"},
        {"上周", "which day"},
        {"三月十五", "lunar or solar"},
        {"一九四八年三月十五", "lunar or solar"},
        {"正月初五号", "not a date"},
        {"76岁", "an age, not a date"},
        {"虚岁76", "an age, not a date"},
        {"属鼠", "every twelfth year"},
        {"大概三月五号", "approximate"},
        {"前两天", "approximate"},
        {"几天前", "approximate"},
        {"半年前", "approximate"},
        {"三五天前", "approximate"},
        {"年底", "approximate"},
        {"3月5日到3月8日", "more than one date"},
        {"几号", "approximate"},
        {"昨天吗？", "a question"},
        {"13812345678", "not a date"},
        {"130224194803050028", "not a date"},
        {"80", "not a date"},
        {"四八", "not a date"},
        {"0315-4123456", "ambiguous"},
        {"低保", "not a date"},
        {"今天天气", "not a date"},
        {"1066年", "no such year"},
        {"初十一", "not a date"},
        {"", "nothing"},
    };
    for (const auto& [said, why] : forms) {
        SCOPED_TRACE(said);
        const auto read = date(said, today);
        EXPECT_FALSE(read) << read->text();
        EXPECT_EQ(read.why, why);
    }
}

TEST(Date, DoesNotSayWhichLunarYearBeforeNewYear) {
    EXPECT_EQ(date("去年腊月初八", 2026y / 1 / 10).why, "which year");
}

TEST(Date, ConvertsLunarDates) {
    struct Pair {
        Date lunar;
        std::chrono::year_month_day solar;
    };
    const Pair pairs[] = {
        {{1949, 1, 1, true}, 1949y / 1 / 29},
        {{1950, 1, 1, true}, 1950y / 2 / 17},
        {{2020, 1, 1, true}, 2020y / 1 / 25},
        {{2024, 1, 1, true}, 2024y / 2 / 10},
        {{2025, 1, 1, true}, 2025y / 1 / 29},
        {{2026, 1, 1, true}, 2026y / 2 / 17},
        {{2025, 8, 15, true}, 2025y / 10 / 6},
        {{2023, 2, 1, true, true}, 2023y / 3 / 22},
        {{1948, 12, 8, true}, 1949y / 1 / 6},
        {{1960, 1, 1, true}, 1960y / 1 / 28},
    };
    for (const auto& [lunar, solar] : pairs) {
        SCOPED_TRACE(lunar.text());
        ASSERT_TRUE(gregorian(lunar));
        EXPECT_EQ(*gregorian(lunar), solar);
    }
    EXPECT_FALSE(gregorian({2024, 2, 1, true, true}));
    EXPECT_FALSE(gregorian({{}, 12, 8, true}));
}

}  // namespace
}  // namespace dialogs::text
