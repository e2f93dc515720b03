#include "dialogs/engine/date_answer.h"

#include <gtest/gtest.h>

namespace dialogs::engine {
namespace {

using namespace std::chrono_literals;
constexpr std::chrono::sys_days today{2026y / 11 / 23};

std::optional<Filling> read(std::string_view message, std::vector<std::string> accept = {}) {
    language::SlotDefinition slot;
    slot.type.base = language::BaseType::date;
    slot.accept = std::move(accept);
    return read_date(slot, message, today);
}

TEST(DateAnswer, KeepsALunarDayAsTheGregorianOneItFallsOn) {
    const auto day = read("农历1948年三月初五");
    ASSERT_TRUE(day);
    EXPECT_EQ(day->value, "1948-04-13");
    EXPECT_EQ(day->label, "农历1948年3月5日");
}

TEST(DateAnswer, LeavesALunarMonthInWordsThatNothingTakesForADate) {
    for (const auto& [message, kept] :
         {std::pair{"农历1948年腊月", "农历1948年12月"}, {"腊月初八", "农历12月8日"}}) {
        const auto read_as = read(message);
        ASSERT_TRUE(read_as) << message;
        EXPECT_EQ(read_as->value, kept);
        EXPECT_EQ(read_as->label, kept);
    }
}

TEST(DateAnswer, TakesOnlyWhatTheSlotAccepts) {
    EXPECT_FALSE(read("2025年闰六月初三", {"date"}));
    EXPECT_FALSE(read("1948年3月5日", {"lunar_date"}));
    EXPECT_TRUE(read("1948年3月5日", {"date"}));
    EXPECT_FALSE(read("虚岁78"));
    EXPECT_TRUE(read("虚岁78", {"date", "age"}));
}

}  // namespace
}  // namespace dialogs::engine
