#include "dialogs/text/birth.h"

#include "dialogs/text/age.h"
#include "dialogs/text/cursor.h"
#include "dialogs/text/date_words.h"
#include "dialogs/text/han_digits.h"
#include "dialogs/text/lunar.h"
#include "dialogs/text/normalise.h"
#include "dialogs/text/words.h"
#include "dialogs/text/zodiac.h"

#include <algorithm>

namespace dialogs::text {

namespace {

using namespace std::chrono;
using Births = Reading<std::vector<Date>>;
using Spans = std::vector<Span>;

constexpr std::u32string_view around[] = {
    U"出生的", U"出生", U"生人", U"生的", U"生", U"的", U"是", U"在", U"人", U"今年"};

int year_of(sys_days day) { return static_cast<int>(year_month_day{day}.year()); }

Span years(int first, int last) {
    return {sys_days{year{first} / January / 1}, sys_days{year{last} / December / 31}};
}

// The days somebody of that age can be born on, by each way of counting by itself: full years, from
// birth on, and the difference of the years.
Spans days_of(const Age& age, year_month_day today) {
    Spans spans;
    const int this_year = static_cast<int>(today.year());
    const auto back = [today](int count) { return sys_days{today - std::chrono::years{count}}; };
    if (age.counting != Counting::from_birth)
        spans.push_back({back(age.oldest + 1) + days{1}, back(age.youngest)});
    if (age.counting == Counting::either)
        spans.push_back(years(this_year - age.oldest, this_year - age.youngest));
    if (age.counting == Counting::full_years) return spans;
    const auto first = lunar_year(this_year - age.oldest + 1);
    const auto last = lunar_year(this_year - age.youngest + 1);
    if (first && last) spans.push_back({first->first, last->last});
    return spans;
}

// The part of a lunar year that lies in the spans, in whole years: one, or the lunar one.
std::optional<Date> part_of(int lunar, const Spans& spans) {
    const auto whole = lunar_year(lunar);
    if (!whole) return std::nullopt;
    std::optional<Span> part;
    for (const Span& span : spans) {
        const Span common{std::max(whole->first, span.first), std::min(whole->last, span.last)};
        if (common.first > common.last) continue;
        part = part ? Span{std::min(part->first, common.first), std::max(part->last, common.last)}
                    : common;
    }
    if (!part) return std::nullopt;
    const int earliest = year_of(part->first);
    const bool one = earliest == year_of(part->last);
    return one ? Date{earliest, {}, {}} : Date{lunar, {}, {}, true};
}

Births of_animal(Animal animal, const Spans& spans) {
    std::vector<Date> births;
    if (spans.empty()) return refused<std::vector<Date>>("no such age");
    const auto earlier = [](const Span& a, const Span& b) { return a.first < b.first; };
    const auto sooner = [](const Span& a, const Span& b) { return a.last < b.last; };
    const int first = year_of(std::min_element(spans.begin(), spans.end(), earlier)->first) - 1;
    const int last = year_of(std::max_element(spans.begin(), spans.end(), sooner)->last);
    for (int lunar = first; lunar <= last; ++lunar) {
        if (animal_of(lunar) != animal) continue;
        if (const auto birth = part_of(lunar, spans)) births.push_back(*birth);
    }
    if (births.empty()) return refused<std::vector<Date>>("another animal");
    return understood(std::move(births));
}

// 五几年, 五十年代, 50年代, 五零后, 一九五几年. A decade of this century only as 零零后.
std::optional<int> decade_of(std::u32string_view text) {
    static constexpr std::u32string_view ends[] = {
        U"几年", U"十年代", U"零年代", U"0年代", U"零后", U"〇后", U"0后"};
    Cursor cursor(strip_front(trim_punctuation(text), {persons(), fillers(), around}));
    const bool century = cursor.take(U"19") || cursor.take(U"一九") || cursor.take(U"上世纪");
    const auto tens = digit_value(cursor.next());
    if (!tens || !cursor.take_any(ends)) return std::nullopt;
    if (!made_of(cursor.rest(), {around, particles()})) return std::nullopt;
    if (*tens == 0 && !century) return 2000;
    return *tens >= 3 ? std::optional(1900 + *tens * 10) : std::nullopt;
}

// In the first weeks of a decade the year before it goes on: who names a decade does not mean them.
Births in_decade(Animal animal, int decade) {
    for (int lunar = decade; lunar < decade + 10; ++lunar) {
        if (animal_of(lunar) == animal) return of_animal(animal, {years(decade, decade + 9)});
    }
    return refused<std::vector<Date>>("another animal");
}

Births at_age(Animal animal, const Age& age, bool bare, year_month_day today) {
    const int this_year = static_cast<int>(today.year());
    const bool before_new_year = lunar_year_of(today) != this_year;
    if (before_new_year && age.counting != Counting::full_years)
        return refused<std::vector<Date>>("an age before the lunar new year");
    Spans spans = days_of(age, today);
    // 属兔75: an age, or the year it was.
    const auto short_year = bare ? full_year(age.youngest, today) : std::nullopt;
    if (short_year && age.youngest < 100) spans.push_back(years(*short_year, *short_year));
    return of_animal(animal, spans);
}

// A date says by itself when it was; the animal has to be the one of that time.
bool agrees(Animal animal, const Date& date) {
    if (date.lunar) return animal_of(*date.year) == animal;
    const auto first = year{*date.year} / month{date.month.value_or(1)} / day{date.day.value_or(1)};
    const sys_days last = date.day ? sys_days{first}
                          : date.month
                              ? sys_days{year{*date.year} / month{*date.month} / std::chrono::last}
                              : sys_days{year{*date.year} / December / 31};
    return animal_of(lunar_year_of(first)) == animal || animal_of(lunar_year_of(last)) == animal;
}

Births on_date(Animal animal, const Date& date, year_month_day today) {
    const bool said_year = date.year && *date.year < static_cast<int>(today.year());
    if (!said_year) return refused<std::vector<Date>>("which year");
    if (!agrees(animal, date)) return refused<std::vector<Date>>("another animal");
    return understood(std::vector<Date>{date});
}

std::u32string_view without_edges(std::u32string_view text) {
    const auto core =
        strip_front(trim_punctuation(text), {around, persons(), fillers(), greetings()});
    return strip_back(core, {around, particles(), thanks()});
}

}  // namespace

std::optional<Births> births_by_animal(std::u32string text, year_month_day today) {
    const auto animal = take_animal(text);
    if (!animal) return std::nullopt;
    if (made_of(text, {around, persons(), fillers(), greetings(), particles(), thanks()}))
        return refused<std::vector<Date>>("every twelfth year");
    if (const auto decade = decade_of(text)) return in_decade(*animal, *decade);
    const auto core = without_edges(text);
    const auto years_old = age(core);
    if (years_old) {
        const bool bare = !years_old->named && text.find(U"今年") == text.npos &&
                          text.find(U'了') == text.npos && years_old->youngest == years_old->oldest;
        return at_age(*animal, *years_old, bare, today);
    }
    const auto date = calendar_date(core, today);
    if (date) return on_date(*animal, *date, today);
    return refused<std::vector<Date>>(date.why == "not a date" ? years_old.why : date.why);
}

std::vector<Date> two_births(std::string_view text, year_month_day today) {
    auto births = births_by_animal(join_words(folded(text)), today);
    if (!births || !*births || (*births)->size() != 2) return {};
    return *std::move(births->value);
}

}  // namespace dialogs::text
