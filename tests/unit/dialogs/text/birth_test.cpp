#include "dialogs/text/birth.h"

#include "dialogs/text/parse.h"

#include <gtest/gtest.h>

namespace dialogs::text {
namespace {

using namespace std::chrono_literals;
constexpr auto today = 2026y / 11 / 18;

struct Form {
    std::string_view said;
    std::string_view json;
};

std::string parsed(std::string_view said, std::chrono::year_month_day on = today) {
    return parse(SlotType::date, said, on).json();
}

TEST(Birth, IsAYearWhereAnimalAndAgeLeaveOne) {
    constexpr Form forms[] = {
        {"我属龙今年七十四", R"("1952")"},
        {"属马的，今年72岁", R"("1954")"},
        {"我妈属龙，七十四了", R"("1952")"},
        {"74岁，肖龙", R"("1952")"},
        {"属兔周岁75", R"("1951")"},
        {"屬龍七十四歲", R"("1952")"},
        {"属相是龙，74岁", R"("1952")"},
        {"龙年出生，今年七十四", R"("1952")"},
        {"属龙52年的", R"("1952")"},
        {"属龙的，1952年3月5日", R"("1952-03-05")"},
        {"一九五二年三月初五属龙", R"({"date":"1952-03-05","lunar":true})"},
        // Born in January 1953 it is a dragon still.
        {"属龙1953年1月", R"("1953-01")"},
        {"四几年属牛", R"("1949")"},
        {"属龙，52", R"("1952")"},
    };
    for (const auto& [said, json] : forms) {
        SCOPED_TRACE(said);
        EXPECT_EQ(parsed(said), json) << parse(SlotType::date, said, today).why;
    }
}

// 1952 was the dragon's until 13 February 1953.
TEST(Birth, IsALunarYearWhereItReachesIntoTheNext) {
    constexpr Form forms[] = {
        {"属龙虚岁75", R"({"date":"1952","lunar":true})"},
        {"属龙的75了", R"({"date":"1952","lunar":true})"},
        {"属龙今年73岁", R"({"date":"1952","lunar":true})"},
        {"五几年属马", R"({"date":"1954","lunar":true})"},
        {"属马的五十年代生人", R"({"date":"1954","lunar":true})"},
        {"50后属马", R"({"date":"1954","lunar":true})"},
        {"属马的，195几年", R"({"date":"1954","lunar":true})"},
        {"属马七十多了", R"({"date":"1954","lunar":true})"},
    };
    for (const auto& [said, json] : forms) {
        SCOPED_TRACE(said);
        EXPECT_EQ(parsed(said), json) << parse(SlotType::date, said, today).why;
    }
}

TEST(Birth, IsRefusedRatherThanGuessed) {
    struct Refused {
        std::string_view said;
        std::string_view why;
    };
    constexpr Refused forms[] = {
        {"属马的", "every twelfth year"},
        {"我属龙", "every twelfth year"},
        {"肖兔", "every twelfth year"},
        {"老人是属马的", "every twelfth year"},
        {"属龙今年七十六", "another animal"},
        {"属马1952年", "another animal"},
        {"属兔1952年3月", "another animal"},
        {"属马3月5日", "which year"},
        {"属马，六七十岁", "either of two years"},
        {"属兔75", "either of two years"},
        {"五几年属牛", "another animal"},  // 1949 and 1961
        {"属马大概七十", "approximate"},
        {"属马还是属羊，72岁", "not an age"},
        {"属马200岁", "no such age"},
        {"属马的多大", "approximate"},
    };
    for (const auto& [said, why] : forms) {
        SCOPED_TRACE(said);
        const auto read = parse(SlotType::date, said, today);
        EXPECT_EQ(read.json(), "null");
        EXPECT_EQ(read.why, why);
    }
}

TEST(Birth, KnowsNoAgeByYearsBeforeTheLunarNewYear) {
    constexpr auto january = 2027y / 1 / 20;  // the lunar year is still 2026's
    EXPECT_EQ(
        parse(SlotType::date, "属龙今年七十五", january).why, "an age before the lunar new year"
    );
    EXPECT_EQ(parsed("属龙周岁七十四", january), R"({"date":"1952","lunar":true})");
    EXPECT_EQ(parsed("属龙52年", january), R"("1952")");
    EXPECT_EQ(parsed("属龙今年七十四", 2027y / 3 / 1), R"({"date":"1952","lunar":true})");
}

TEST(Birth, LeavesTwoYearsToAskAbout) {
    const auto years = [](std::string_view said) {
        std::string all;
        for (const Date& date : two_births(said, today))
            all += date.text() + (date.lunar ? "农历 " : " ");
        return all;
    };
    EXPECT_EQ(years("属马，六七十岁"), "1954农历 1966农历 ");
    EXPECT_EQ(years("属兔75"), "1951 1975 ");
    EXPECT_EQ(years("属马72"), "");
    EXPECT_EQ(years("76岁"), "");
}

}  // namespace
}  // namespace dialogs::text
