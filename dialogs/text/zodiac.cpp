#include "dialogs/text/zodiac.h"

#include "dialogs/text/cursor.h"
#include "dialogs/text/lunar.h"

namespace dialogs::text {

namespace {

struct Name {
    std::u32string_view word;
    Animal animal;
};

// Longer names before their beginnings.
constexpr Name names[] = {
    {U"老鼠", 0}, {U"耗子", 0}, {U"鼠", 0},   {U"老牛", 1}, {U"牛", 1}, {U"老虎", 2}, {U"虎", 2},
    {U"兔子", 3}, {U"兔", 3},   {U"大龙", 4}, {U"小龙", 5}, {U"龙", 4}, {U"长虫", 5}, {U"蛇", 5},
    {U"马", 6},   {U"羊", 7},   {U"猴子", 8}, {U"猴", 8},   {U"鸡", 9}, {U"狗", 10},  {U"猪", 11},
};
constexpr std::u32string_view marks[] = {U"属相是", U"属相", U"生肖是", U"生肖", U"属", U"肖"};

std::optional<Animal> take_name(Cursor& cursor) {
    for (const auto& [word, animal] : names) {
        if (cursor.take(word)) return animal;
    }
    return std::nullopt;
}

// 属马的, 属马, 马年 at the front of what is left.
std::optional<Animal> take_one(Cursor& cursor) {
    const bool marked = cursor.take_any(marks);
    const auto animal = take_name(cursor);
    if (!animal) return std::nullopt;
    if (!cursor.take(U"年") && !marked) return std::nullopt;
    cursor.take(U"的");
    return animal;
}

}  // namespace

Animal animal_of(int lunar_year) {
    constexpr int a_year_of_the_rat = 1924;
    return ((lunar_year - a_year_of_the_rat) % 12 + 12) % 12;
}

std::optional<Animal> take_animal(std::u32string& text) {
    const std::u32string_view whole = text;
    for (std::size_t at = 0; at < whole.size(); ++at) {
        Cursor cursor(whole.substr(at));
        const auto animal = take_one(cursor);
        if (!animal) continue;
        // Two numbers that stood apart stay apart.
        const std::u32string after(cursor.rest());
        text = text.substr(0, at) + U',' + after;
        return animal;
    }
    return std::nullopt;
}

std::optional<Span> lunar_year(int year) {
    const auto first = to_gregorian({year, 1, false, 1});
    const auto next = to_gregorian({year + 1, 1, false, 1});
    if (!first || !next) return std::nullopt;
    return Span{*first, std::chrono::sys_days{*next} - std::chrono::days{1}};
}

}  // namespace dialogs::text
