#pragma once
#include "dialogs/text/reading.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace dialogs::text {

// A date as precise as it was said. A lunar one keeps the month and day of the Chinese calendar.
struct Date {
    std::optional<int> year;  // missing only in a lunar date: 腊月初八
    std::optional<unsigned> month;
    std::optional<unsigned> day;
    bool lunar = false;
    bool leap_month = false;  // 闰四月

    // "1948-03-05", "1948-03", "1948", and "12-08" when the year is missing
    std::string text() const;
    bool operator==(const Date&) const = default;
};

// N8. 1948年3月5日, 48.3.5, 19480305, 一九四八年三月初五, 腊月初八, 昨天, 前儿, 上周三, 三天前,
// 上个月5号. Refused rather than guessed: two-digit years from 00 to 26 ("which century"), a day of
// the year that is still to come this year ("which year"), 三月十五 ("lunar or solar"), 76岁 ("an
// age"), 2月30日 ("no such date"). 属马的，今年七十二 is a year of birth (birth.h).
Reading<Date> date(std::string_view text, std::chrono::year_month_day today);

// The day of the Gregorian calendar; nothing for a date without its day or year.
std::optional<std::chrono::year_month_day> gregorian(const Date& date);

}  // namespace dialogs::text
