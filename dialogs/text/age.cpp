#include "dialogs/text/age.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/cursor.h"
#include "dialogs/text/han_digits.h"
#include "dialogs/text/normalise.h"
#include "dialogs/text/quantity.h"
#include "dialogs/text/words.h"

namespace dialogs::text {

namespace {

constexpr std::u32string_view openings[] = {
    U"我今年",
    U"他今年",
    U"她今年",
    U"老人今年",
    U"老人",
    U"我妈",
    U"我爸",
    U"老伴",
    U"今年",
    U"我",
    U"他",
    U"她",
    U"都",
    U"快",
    U"是",
    U"嗯",
};
constexpr std::u32string_view endings[] = {
    U"谢谢", U"吧", U"啊", U"呀", U"呢", U"了", U"哈", U"的"};
constexpr std::u32string_view estimates[] = {
    U"大概",
    U"大约",
    U"左右",
    U"差不多",
    U"来岁",
    U"快",
    U"不到",
    U"以上",
    U"以下",
    U"可能",
};
constexpr std::u32string_view somes[] = {U"几", U"多"};

BirthYears years_for(int age, Counting counting, int this_year) {
    switch (counting) {
        case Counting::full_years: return {this_year - age - 1, this_year - age};
        // One at birth, one more with each (lunar) new year, which this year may not have had yet.
        case Counting::from_birth: return {this_year - age, this_year - age + 1};
        case Counting::either: break;
    }
    return {this_year - age - 1, this_year - age + 1};
}

// 六七十: from the first number to the last. Nothing is taken of anything else.
std::optional<Age> take_two_tens(Cursor& cursor) {
    auto ahead = cursor;
    const auto first = digit_value(ahead.next());
    const auto second = digit_value(ahead.next());
    if (!first || !second || *first < 1 || *second != *first + 1 || !ahead.take(U"十")) return {};
    cursor = ahead;
    return Age{*first * 10, *second * 10 + 9};
}

// 七十六; 七十多 and 七十几 are any of ten.
std::optional<Age> take_number(Cursor& cursor) {
    static constexpr std::u32string_view and_some[] = {U"好几", U"几", U"多"};
    if (const auto tens = take_two_tens(cursor)) return tens;
    const auto number = take_quantity(cursor);
    const auto years = number ? number->whole() : std::nullopt;
    if (!years || *years < 0 || *years > 999) return {};
    const int least = static_cast<int>(*years);
    const bool some = least > 0 && least % 10 == 0 && cursor.take_any(and_some);
    return Age{least, some ? least + 9 : least};
}

Counting counting_of(bool full_years, bool from_birth) {
    if (full_years) return Counting::full_years;
    return from_birth ? Counting::from_birth : Counting::either;
}

}  // namespace

Reading<Age> age(std::u32string_view text) {
    if (contains_any(text, estimates)) return refused<Age>("approximate");
    const auto core =
        strip_front(trim_punctuation(text), {openings, persons(), fillers(), greetings()});
    Cursor cursor(strip_back(trim_punctuation(core), {endings, particles(), thanks()}));
    const bool virtual_before = cursor.take(U"虚岁") || cursor.take(U"虚");
    const bool full_before = !virtual_before && (cursor.take(U"周岁") || cursor.take(U"实岁"));
    auto read = take_number(cursor);
    if (!read) return refused<Age>(contains_any(text, somes) ? "approximate" : "not an age");
    const bool full_after = cursor.take(U"周岁");
    const bool virtual_after = !full_after && cursor.take(U"虚岁");
    const bool counted = virtual_before || full_before || full_after || virtual_after;
    read->named = cursor.take(U"岁") || counted;
    if (!cursor.at_end()) {
        return refused<Age>(contains_any(text, somes) ? "approximate" : "not an age");
    }
    if ((virtual_before && full_after) || (full_before && virtual_after)) {
        return refused<Age>("not an age");
    }
    if (read->youngest < 1 || read->youngest > 120) {
        return refused<Age>(read->named ? "no such age" : "not an age");
    }
    read->counting = counting_of(full_before || full_after, virtual_before || virtual_after);
    return understood(*read);
}

Reading<BirthYears> birth_years(std::string_view text, std::chrono::year_month_day today) {
    const auto said = age(join_words(folded(text)));
    if (!said) return refused<BirthYears>(said.why);
    if (said->oldest != said->youngest) return refused<BirthYears>("approximate");
    if (!said->named) return refused<BirthYears>("not an age");
    return understood(years_for(said->youngest, said->counting, static_cast<int>(today.year())));
}

}  // namespace dialogs::text
