#include "dialogs/text/date_words.h"
#include "dialogs/text/han_digits.h"
#include "dialogs/text/lunar.h"
#include "dialogs/text/quantity.h"

namespace dialogs::text {

namespace {

using namespace std::chrono;

struct Offset {
    std::u32string_view word;
    int by;
};

// Longer words before their beginnings.
constexpr Offset day_words[] = {
    {U"大前天", -3}, {U"大前儿个", -3}, {U"大前儿", -3}, {U"前天", -2}, {U"前日", -2},
    {U"前儿个", -2}, {U"前儿", -2},     {U"昨天", -1},   {U"昨日", -1}, {U"昨儿个", -1},
    {U"昨儿", -1},   {U"昨晚", -1},     {U"昨夜", -1},   {U"今天", 0},  {U"今日", 0},
    {U"今儿个", 0},  {U"今儿", 0},      {U"今早", 0},    {U"今晚", 0},  {U"明天", 1},
    {U"明日", 1},    {U"明儿个", 1},    {U"明儿", 1},    {U"明早", 1},  {U"明晚", 1},
    {U"大后天", 3},  {U"大后儿", 3},    {U"后天", 2},    {U"后日", 2},  {U"后儿个", 2},
    {U"后儿", 2},
};
constexpr Offset year_words[] = {
    {U"大前年", -3},
    {U"前年", -2},
    {U"去年", -1},
    {U"上一年", -1},
    {U"上年", -1},
    {U"今年", 0},
    {U"本年", 0},
    {U"明年", 1},
    {U"下一年", 1},
    {U"下年", 1},
    {U"后年", 2},
};
// 上上周, 上个月, 这周, 下下星期
constexpr Offset nearby[] = {
    {U"上上", -2},
    {U"上", -1},
    {U"这", 0},
    {U"本", 0},
    {U"下下", 2},
    {U"下", 1},
};
constexpr std::u32string_view week_names[] = {U"星期", U"礼拜", U"周"};

template <std::size_t N>
std::optional<int> take_offset(Cursor& cursor, const Offset (&words)[N]) {
    for (const auto& [word, by] : words) {
        if (cursor.take(word)) return by;
    }
    return std::nullopt;
}

Reading<Date> as_date(sys_days when) {
    const year_month_day day{when};
    return understood(Date{
        static_cast<int>(day.year()),
        static_cast<unsigned>(day.month()),
        static_cast<unsigned>(day.day())});
}

Reading<Date> as_month(year_month when) {
    return understood(Date{static_cast<int>(when.year()), static_cast<unsigned>(when.month()), {}});
}

// The week begins on Monday.
Reading<Date> weekday(Cursor cursor, int weeks, year_month_day today) {
    const auto day = take_weekday(cursor);
    if (!day || !cursor.at_end())
        return refused<Date>(cursor.at_end() ? "which day" : "not a date");
    const sys_days now{today};
    const auto monday = now - (std::chrono::weekday{now} - Monday);
    return as_date(monday + days{7 * weeks + *day - 1});
}

Reading<Date> day_of_month(Cursor cursor, int months, year_month_day today) {
    const auto when = today.year() / today.month() + std::chrono::months{months};
    cursor.take(U"的");
    if (cursor.at_end()) return as_month(when);
    const bool digits = is_ascii_digit(cursor.peek());
    const auto day = take_month_day(cursor);
    const bool named = cursor.take(U"号") || cursor.take(U"日");
    if (!day || !cursor.at_end() || (!digits && !named)) return refused<Date>("not a date");
    return checked({static_cast<int>(when.year()), static_cast<unsigned>(when.month()), *day});
}

std::optional<Reading<Date>> near_week_or_month(Cursor cursor, year_month_day today) {
    const auto by = take_offset(cursor, nearby);
    if (!by) {
        if (!cursor.take_any(week_names) || !take_weekday(cursor)) return std::nullopt;
        return refused<Date>("which week");
    }
    cursor.take(U"个");
    if (cursor.take_any(week_names)) return weekday(cursor, *by, today);
    if (cursor.take(U"月")) return day_of_month(cursor, *by, today);
    return std::nullopt;
}

// 去年, 去年3月, 去年腊月初八. In January the lunar year is still the old one: which one is 去年?
std::optional<Reading<Date>> near_year(Cursor cursor, year_month_day today) {
    const auto by = take_offset(cursor, year_words);
    if (!by) return std::nullopt;
    cursor.take(U"的");
    const int year = static_cast<int>(today.year()) + *by;
    if (cursor.at_end()) return understood(Date{year, {}, {}});
    auto date = calendar_date(cursor.rest(), today, year);
    if (date && date->lunar && lunar_year_of(today) != static_cast<int>(today.year())) {
        return refused<Date>("which year");
    }
    return date;
}

// 前 or 后, after a number of days, weeks, months or years.
std::optional<int> take_direction(Cursor& cursor) {
    static constexpr std::u32string_view before[] = {U"以前", U"之前", U"前"};
    static constexpr std::u32string_view after[] = {U"以后", U"之后", U"过后", U"后"};
    if (cursor.take_any(before)) return -1;
    if (cursor.take_any(after)) return 1;
    return std::nullopt;
}

// A month or a year ago is not said to the day: 三个月前 is a month, 两年前 a year.
std::optional<Reading<Date>> counted(Cursor cursor, year_month_day today) {
    static constexpr std::u32string_view day_units[] = {U"天", U"日"};
    static constexpr std::u32string_view week_units[] = {
        U"个星期", U"个礼拜", U"星期", U"礼拜", U"周"};
    const auto number = take_quantity(cursor);
    const bool by_day = cursor.take_any(day_units);
    const bool by_week = !by_day && cursor.take_any(week_units);
    const bool by_month = !by_day && !by_week && cursor.take(U"个月");
    const bool by_year = !by_day && !by_week && !by_month && cursor.take(U"年");
    if (!by_day && !by_week && !by_month && !by_year) return std::nullopt;
    const auto direction = take_direction(cursor);
    if (!direction || !cursor.at_end()) return std::nullopt;
    if (!number) return refused<Date>(number.why);
    const auto count = number->whole().value_or(0);
    if (count < 1 || count > 1000) return refused<Date>("not a date");
    const int steps = static_cast<int>(count) * *direction;
    if (by_day) return as_date(sys_days{today} + days{steps});
    if (by_week) return as_date(sys_days{today} + days{7 * steps});
    if (by_month) return as_month(today.year() / today.month() + months{steps});
    return checked({static_cast<int>(today.year()) + steps, {}, {}});
}

}  // namespace

std::optional<int> take_weekday(Cursor& cursor) {
    if (cursor.take(U"日") || cursor.take(U"天")) return 7;
    const auto number = digit_value(cursor.peek());
    if (!number || *number < 1 || *number > 6) return std::nullopt;
    cursor.next();
    return number;
}

std::optional<Reading<Date>> relative_date(std::u32string_view text, year_month_day today) {
    Cursor cursor(text);
    if (const auto by = take_offset(cursor, day_words)) {
        if (!cursor.at_end()) return refused<Date>("not a date");
        return as_date(sys_days{today} + days{*by});
    }
    if (auto found = near_week_or_month(cursor, today)) return found;
    if (auto found = near_year(cursor, today)) return found;
    return counted(cursor, today);
}

}  // namespace dialogs::text
