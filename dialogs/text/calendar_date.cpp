#include "dialogs/text/date_words.h"
#include "dialogs/text/festivals.h"
#include "dialogs/text/han_digits.h"
#include "dialogs/text/quantity.h"

namespace dialogs::text {

namespace {

constexpr std::u32string_view lunar_marks[] = {U"农历", U"阴历", U"旧历", U"古历", U"老历"};
constexpr std::u32string_view solar_marks[] = {U"阳历", U"公历", U"新历", U"西历", U"公元"};

// What was said, before it is known to be a date.
struct Said {
    std::optional<int> year;
    std::optional<unsigned> month;
    std::optional<unsigned> day;
    bool leap = false;
    bool lunar = false;  // 农历, or words only the lunar calendar has: 正月, 初五, 廿三
    bool solar = false;  // 阳历, or 日 and 号 after the day, or digits
    bool lunar_words = false;
    bool lunar_month = false;  // 正月 冬月 腊月: whatever day follows is lunar too
};

bool erase_any(std::u32string& text, Words marks) {
    for (const auto mark : marks) {
        if (const auto at = text.find(mark); at != std::u32string::npos) {
            text.erase(at, mark.size());
            return true;
        }
    }
    return false;
}

std::optional<int> digits_value(std::u32string_view digits) {
    int value = 0;
    for (const char32_t letter : digits) {
        const auto digit = digit_value(letter);
        if (!digit || letter == U'两') return std::nullopt;
        value = value * 10 + *digit;
    }
    return value;
}

// 民国三十七年 is 1948.
Reading<int> republican_year(std::u32string_view text) {
    Cursor cursor(text);
    const auto number = take_quantity(cursor);
    const auto count = number && cursor.at_end() ? number->whole() : std::nullopt;
    if (!count || *count < 1 || *count > 38) return refused<int>("no such year");
    return understood(1911 + static_cast<int>(*count));
}

// The year before 年: 1948, 一九四八, 48, 四八, 两千零一.
Reading<int> year_of(std::u32string_view text, std::chrono::year_month_day today) {
    if (text.starts_with(U"民国")) return republican_year(text.substr(2));
    const auto digits = digits_value(text);
    if (digits && text.size() == 4) return understood(*digits);
    if (digits && text.size() == 2) {
        const auto full = full_year(*digits, today);
        return full ? understood(*full) : refused<int>("which century");
    }
    Cursor cursor(text);
    const auto number = take_quantity(cursor);
    const auto whole = number ? number->whole() : std::nullopt;
    if (!whole || !cursor.at_end() || *whole < 2000 || *whole > 2099)
        return refused<int>("not a date");
    return understood(static_cast<int>(*whole));
}

std::optional<unsigned> month_of(std::u32string_view text, Said& said) {
    if (text == U"元") return 1;
    if (text == U"正" || text == U"冬" || text == U"腊") {
        said.lunar_words = said.lunar_month = true;
        return text == U"正" ? 1 : text == U"冬" ? 11 : 12;
    }
    Cursor cursor(text);
    const auto month = take_month_day(cursor);
    return cursor.at_end() ? month : std::nullopt;
}

// 初五, 廿三, 十五, 15; with or without 日 or 号.
bool read_day(std::u32string_view text, Said& said) {
    Cursor cursor(text);
    const bool beginning = cursor.take(U"初");
    const bool digits = is_ascii_digit(cursor.peek());
    if (beginning || cursor.peek() == U'廿' || cursor.peek() == U'卅') said.lunar_words = true;
    said.day = take_month_day(cursor);
    if (!said.day || (beginning && *said.day > 10)) return false;
    const bool named = cursor.take(U"日") || cursor.take(U"号");
    if (!said.lunar_words && !said.lunar_month && (named || digits)) said.solar = true;
    return cursor.at_end() && !(beginning && named);
}

bool read_month_and_day(std::u32string_view text, Said& said) {
    const auto end = text.find(U'月');
    if (end == std::u32string_view::npos) return false;
    auto month = text.substr(0, end);
    if (month.starts_with(U'闰')) {
        said.leap = said.lunar_words = true;
        month.remove_prefix(1);
    }
    said.month = month_of(month, said);
    if (!said.month) return false;
    const auto day = text.substr(end + 1);
    return day.empty() || day == U"份" || read_day(day, said);
}

Reading<Date> decided(const Said& said, std::chrono::year_month_day today) {
    const bool lunar = said.lunar || said.lunar_words;
    if (said.lunar_words && said.solar) return refused<Date>("lunar or solar");
    if (said.day && !lunar && !said.solar) return refused<Date>("lunar or solar");
    const Date date{said.year, said.month, said.day, lunar, said.leap};
    if (lunar && !said.year && !said.day) return refused<Date>("which day");
    if (lunar || said.year) return checked(date);
    return in_this_year(date, today);
}

// 今年中秋节; with a day before it (八月十五中秋节) they must agree.
Reading<Date> on_festival(std::u32string_view text, Said said, const Festival& festival) {
    if (!text.empty()) {
        const bool agree = read_month_and_day(text, said) && said.month == festival.month &&
                           said.day == festival.day &&
                           (said.lunar_words || !said.solar || !festival.lunar);
        if (!agree) return refused<Date>("not a date");
    }
    const bool day_said = said.day && festival.lunar;  // 八月十五中秋节
    if (!said.year && !day_said) return refused<Date>("which year");
    return checked({said.year, festival.month, festival.day, festival.lunar});
}

// Digits and separators, or what is left of a text once 农历 is taken off it.
Reading<Date> numeric(
    std::u32string_view text, const Said& said, std::chrono::year_month_day today
) {
    auto date = numeric_date(text, today);
    if (!date || !said.lunar) return date;
    date.value->lunar = true;
    return checked(*date);
}

// 1956.7.9日 without its 日; nothing for anything else.
std::u32string_view without_day_mark(std::u32string_view text) {
    const bool marked = text.ends_with(U"日") || text.ends_with(U"号");
    const auto day = marked ? text.substr(0, text.size() - 1) : std::u32string_view();
    const bool parted = day.find_first_of(U"-./") != std::u32string_view::npos;
    return parted && is_numeric_date(day) ? day : std::u32string_view();
}

}  // namespace

Reading<Date> in_this_year(Date date, std::chrono::year_month_day today) {
    date.year = 2000;  // a leap year: 29 February is a date, 30 February is not
    if (auto possible = checked(date); !possible) return possible;
    if (!date.day) return refused<Date>("which year");
    date.year = static_cast<int>(today.year());
    const auto day = gregorian(date);
    if (!day || *day > today) return refused<Date>("which year");
    return understood(date);
}

std::optional<unsigned> take_month_day(Cursor& cursor) {
    if (is_ascii_digit(cursor.peek())) {
        const auto digits = cursor.take_ascii(1, 2);
        return digits ? std::optional(static_cast<unsigned>(*digits)) : std::nullopt;
    }
    const auto number = take_quantity(cursor);
    const auto whole = number ? number->whole() : std::nullopt;
    if (!whole || *whole > 31) return std::nullopt;
    return static_cast<unsigned>(*whole);
}

Reading<Date> calendar_date(
    std::u32string_view text, std::chrono::year_month_day today, std::optional<int> year
) {
    std::u32string words(text);
    Said said;
    said.lunar = erase_any(words, lunar_marks);
    said.solar = erase_any(words, solar_marks);
    if (said.lunar && said.solar) return refused<Date>("lunar or solar");
    if (const auto at = words.find(U"大年初"); at != words.npos) words.replace(at, 2, U"正月");
    std::u32string_view rest = trim_punctuation(words);
    for (const auto link : {U'的', U'是'})
        if (rest.starts_with(link)) rest.remove_prefix(1);
    if (rest.empty()) return refused<Date>("not a date");
    if (!year && is_numeric_date(rest)) return numeric(rest, said, today);
    if (const auto day = without_day_mark(rest); !year && !day.empty()) {
        return numeric(day, said, today);
    }

    said.year = year;
    if (const auto end = rest.find(U'年'); !year && end != std::u32string_view::npos) {
        const auto found = year_of(rest.substr(0, end), today);
        if (!found) return refused<Date>(found.why);
        said.year = *found;
        rest.remove_prefix(end + 1);
        if (rest.starts_with(U'的')) rest.remove_prefix(1);
    }
    if (rest.empty()) return checked({said.year, {}, {}, said.lunar});
    if (const auto festival = take_festival(rest)) return on_festival(rest, said, *festival);
    if (!read_month_and_day(rest, said)) {
        const bool day_alone = !said.month && read_day(rest, said);
        return refused<Date>(day_alone ? "which month" : "not a date");
    }
    return decided(said, today);
}

}  // namespace dialogs::text
