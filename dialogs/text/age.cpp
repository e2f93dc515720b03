#include "dialogs/text/age.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/cursor.h"
#include "dialogs/text/normalise.h"
#include "dialogs/text/quantity.h"

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
    U"几",
    U"多",
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

enum class Counting { either, full_years, from_birth };

BirthYears years_for(int age, Counting counting, int this_year) {
    switch (counting) {
        case Counting::full_years: return {this_year - age - 1, this_year - age};
        // One at birth, one more with each (lunar) new year, which this year may not have had yet.
        case Counting::from_birth: return {this_year - age, this_year - age + 1};
        case Counting::either: break;
    }
    return {this_year - age - 1, this_year - age + 1};
}

}  // namespace

Reading<BirthYears> birth_years(std::string_view text, std::chrono::year_month_day today) {
    const auto letters = join_words(folded(text));
    if (contains_any(letters, estimates)) return refused<BirthYears>("approximate");
    Cursor cursor(strip_back(trim_punctuation(strip_front(letters, openings)), endings));
    const bool from_birth = cursor.take(U"虚岁") || cursor.take(U"虚");
    const bool full_years = !from_birth && (cursor.take(U"周岁") || cursor.take(U"实岁"));
    const auto number = take_quantity(cursor);
    if (!number) return refused<BirthYears>("not an age");
    const bool full_after = cursor.take(U"周岁");
    const bool virtual_after = !full_after && cursor.take(U"虚岁");
    const bool named =
        cursor.take(U"岁") || full_after || virtual_after || from_birth || full_years;
    const auto age = number->whole();
    if (!named || !cursor.at_end() || !age) return refused<BirthYears>("not an age");
    if (*age < 1 || *age > 120) return refused<BirthYears>("no such age");
    if ((from_birth && full_after) || (full_years && virtual_after)) {
        return refused<BirthYears>("not an age");
    }
    const auto counting = from_birth || virtual_after ? Counting::from_birth
                          : full_years || full_after  ? Counting::full_years
                                                      : Counting::either;
    return understood(years_for(static_cast<int>(*age), counting, static_cast<int>(today.year())));
}

}  // namespace dialogs::text
