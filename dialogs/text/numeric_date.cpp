#include "dialogs/text/date_words.h"
#include "dialogs/text/han_digits.h"

#include <algorithm>
#include <vector>

namespace dialogs::text {

namespace {

constexpr std::u32string_view separators = U" -./、。,_·‐‑‒–—―−";
constexpr int first_plain_year = 1880;  // four digits alone are a year only from here
constexpr int last_plain_year = 2099;

bool is_separator(char32_t letter) { return separators.find(letter) != std::u32string_view::npos; }

struct Part {
    int value = 0;
    std::size_t length = 0;
};

// Empty if a part is missing or has more than eight digits.
std::vector<Part> parts_of(std::u32string_view text) {
    std::vector<Part> parts(1);
    for (const char32_t letter : text) {
        if (is_separator(letter)) {
            if (parts.back().length == 0) return {};
            parts.emplace_back();
            continue;
        }
        const auto digit = digit_value(letter);
        if (!digit || ++parts.back().length > 8) return {};
        parts.back().value = parts.back().value * 10 + *digit;
    }
    return parts.back().length == 0 ? std::vector<Part>{} : parts;
}

bool is_plain_year(int year) { return year >= first_plain_year && year <= last_plain_year; }

Date day_of(int year, int month, int day) {
    return {year, static_cast<unsigned>(month), static_cast<unsigned>(day)};
}

// 480305 or 194803: taken if only one of them is a date.
Reading<Date> six_digits(int value, std::chrono::year_month_day today) {
    const int year = value / 100;
    const auto month = static_cast<unsigned>(value % 100);
    const bool as_month = is_plain_year(year) && month >= 1 && month <= 12;
    const int short_year = value / 10'000;
    // Which century does not matter to whether it can be a day, but for 29 February.
    const auto day = checked(day_of(2000, value / 100 % 100, value % 100));
    if (as_month && day) return refused<Date>("ambiguous");
    if (as_month) return understood(Date{year, month, {}});
    if (!day) return refused<Date>("no such date");
    const auto full = full_year(short_year, today);
    if (!full) return refused<Date>("which century");
    return checked(day_of(*full, value / 100 % 100, value % 100));
}

Reading<Date> one_part(const Part& part, std::chrono::year_month_day today) {
    if (part.length == 8) {
        return checked(day_of(part.value / 10'000, part.value / 100 % 100, part.value % 100));
    }
    if (part.length == 6) return six_digits(part.value, today);
    if (part.length == 4 && is_plain_year(part.value)) return understood(Date{part.value, {}, {}});
    return refused<Date>("not a date");
}

Reading<Date> three_parts(const std::vector<Part>& parts, std::chrono::year_month_day today) {
    if (parts[1].length > 2 || parts[2].length > 2) return refused<Date>("ambiguous");
    if (parts[0].length == 4)
        return checked(day_of(parts[0].value, parts[1].value, parts[2].value));
    if (parts[0].length != 2) return refused<Date>("ambiguous");
    const auto year = full_year(parts[0].value, today);
    if (!year) return refused<Date>("which century");
    return checked(day_of(*year, parts[1].value, parts[2].value));
}

// 11/3 is how people type 3 November.
bool is_month_slash_day(std::u32string_view text, const std::vector<Part>& parts) {
    return text.find(U'/') != std::u32string_view::npos && parts[0].length <= 2 &&
           parts[1].length <= 2;
}

}  // namespace

std::optional<int> full_year(int two_digits, std::chrono::year_month_day today) {
    const int this_year = static_cast<int>(today.year()) % 100;
    if (two_digits <= std::max(this_year, 26)) return std::nullopt;
    return 1900 + two_digits;
}

bool is_numeric_date(std::u32string_view text) {
    return std::all_of(text.begin(), text.end(), [](char32_t letter) {
        return digit_value(letter) || is_separator(letter);
    });
}

Reading<Date> numeric_date(std::u32string_view text, std::chrono::year_month_day today) {
    const auto parts = parts_of(text);
    switch (parts.size()) {
        case 1: return one_part(parts[0], today);
        case 2:
            if (is_month_slash_day(text, parts)) {
                return in_this_year(day_of(2000, parts[0].value, parts[1].value), today);
            }
            // 3.5 may be a day, a price or hours.
            if (parts[0].length != 4 || parts[1].length > 2) return refused<Date>("ambiguous");
            return checked({parts[0].value, static_cast<unsigned>(parts[1].value), {}});
        case 3: return three_parts(parts, today);
        default: return refused<Date>("not a date");
    }
}

}  // namespace dialogs::text
