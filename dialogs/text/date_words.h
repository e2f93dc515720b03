#pragma once
#include "dialogs/text/cursor.h"
#include "dialogs/text/date.h"

#include <chrono>
#include <optional>
#include <string_view>

// The two grammars behind date(): what is said from today on, and what is read off a calendar.
// Both get text without spaces (but between digits), politeness and words like 出生于.

namespace dialogs::text {

// Nothing if the text does not begin like one: 昨天, 三天前, 上周三, 上个月5号, 去年3月.
std::optional<Reading<Date>> relative_date(
    std::u32string_view text, std::chrono::year_month_day today
);

// `year`: what 去年 or 今年 before the text said.
Reading<Date> calendar_date(
    std::u32string_view text, std::chrono::year_month_day today, std::optional<int> year = {}
);

// Digits alone or with separators: 19480305, 1948-3-5, 48.3.5, 1948 3 5.
Reading<Date> numeric_date(std::u32string_view text, std::chrono::year_month_day today);
bool is_numeric_date(std::u32string_view text);

// 48 is 1948; nothing for the years up to this one's and 26, which may be of either century.
std::optional<int> full_year(int two_digits, std::chrono::year_month_day today);

// Refuses what no calendar has; `year` must be set unless the date is lunar.
Reading<Date> checked(Date date);

// After 周 or 星期. Monday is 1 and Sunday 7.
std::optional<int> take_weekday(Cursor& cursor);

// This year's if it has been; one still to come may as well be last year's: "which year".
Reading<Date> in_this_year(Date date, std::chrono::year_month_day today);

// A day of the month as written: 5, 15, 十五, 三十一. Nothing if there is none.
std::optional<unsigned> take_month_day(Cursor& cursor);

}  // namespace dialogs::text
