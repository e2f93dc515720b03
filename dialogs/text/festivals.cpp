#include "dialogs/text/festivals.h"

namespace dialogs::text {

namespace {

constexpr Festival festivals[] = {
    {U"春节", 1, 1, true},
    {U"元宵", 1, 15, true},
    {U"端午", 5, 5, true},
    {U"七夕", 7, 7, true},
    {U"中元", 7, 15, true},
    {U"中秋", 8, 15, true},
    {U"重阳", 9, 9, true},
    {U"腊八", 12, 8, true},
    {U"元旦", 1, 1, false},
    {U"妇女", 3, 8, false},
    {U"植树", 3, 12, false},
    {U"劳动", 5, 1, false},
    {U"青年", 5, 4, false},
    {U"儿童", 6, 1, false},
    {U"建党", 7, 1, false},
    {U"建军", 8, 1, false},
    {U"教师", 9, 10, false},
    {U"国庆", 10, 1, false},
};
// Named by their digits; a day of the month anywhere but after a year: 今年五一.
constexpr Festival by_digits[] = {
    {U"三八", 3, 8, false},
    {U"五一", 5, 1, false},
    {U"五四", 5, 4, false},
    {U"六一", 6, 1, false},
    {U"七一", 7, 1, false},
    {U"八一", 8, 1, false},
    {U"十一", 10, 1, false},
};

// 妇女 and 劳动 are days only with 节 after them.
bool needs_jie(const Festival& festival) {
    return !festival.lunar && festival.name != U"元旦" && festival.name != U"国庆";
}

}  // namespace

std::optional<Festival> take_festival(std::u32string_view& text) {
    auto rest = text;
    const bool jie = rest.ends_with(U'节');
    const bool part_of_name = rest.ends_with(U"春节");
    if (jie && !part_of_name) rest.remove_suffix(1);
    for (const auto& festival : by_digits) {
        if (rest != festival.name) continue;
        text = {};
        return festival;
    }
    for (const auto& festival : festivals) {
        if (!rest.ends_with(festival.name) || (needs_jie(festival) && !jie)) continue;
        rest.remove_suffix(festival.name.size());
        for (const auto& digits : by_digits) {
            const bool same = digits.month == festival.month && digits.day == festival.day;
            if (same && rest == digits.name) rest = {};
        }
        text = rest;
        return festival;
    }
    return std::nullopt;
}

}  // namespace dialogs::text
