#include "dialogs/text/menu.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/cursor.h"
#include "dialogs/text/han_digits.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace dialogs::text {

namespace {

constexpr std::u32string_view before[] = {
    U"麻烦您", U"麻烦",   U"请问",   U"请",     U"您好",   U"你好", U"那个",   U"嗯",   U"那就",
    U"就是",   U"就",     U"我想选", U"我要选", U"我选择", U"我选", U"我想要", U"我想", U"我要",
    U"我按",   U"我回复", U"我回",   U"我",     U"选择",   U"选项", U"选",     U"要",   U"回复",
    U"回",     U"按",     U"发送",   U"发",     U"输入",   U"数字", U"是",
};
constexpr std::u32string_view after[] = {
    U"谢谢您",
    U"谢谢你",
    U"谢谢啦",
    U"谢谢了",
    U"谢谢",
    U"多谢",
    U"那个",
    U"这个",
    U"键",
    U"吧",
    U"呀",
    U"啊",
    U"呢",
    U"了",
    U"哈",
    U"啦",
    U"哦",
    U"的",
};
// What may follow any number, and what only 第: 两个 may be two of them.
constexpr std::u32string_view counted[] = {U"号", U"项", U"条"};
constexpr std::u32string_view counted_in_order[] = {
    U"号", U"项", U"条", U"个", U"种", U"样", U"件"};

bool starts_number(char32_t letter) {
    return digit_value(letter).has_value() || unit_value(letter) == 10 || letter == U'第';
}

// Without punctuation and spaces, but for one space where they part two numbers.
std::u32string key(std::string_view text) {
    std::u32string kept;
    bool parted = false;
    for (const char32_t letter : to_utf32(text)) {
        if (!is_word_character(letter)) {
            parted = true;
            continue;
        }
        if (parted && !kept.empty() && digit_value(kept.back()) && starts_number(letter)) {
            kept += U' ';
        }
        parted = false;
        kept += letter;
    }
    return kept;
}

// 0 to 99 as digits or as said: 2, 12, 十二, 二十.
std::optional<int> take_number(Cursor& cursor) {
    if (is_ascii_digit(cursor.peek())) return cursor.take_ascii(1, 2);
    const auto first = digit_value(cursor.peek());
    if (first) cursor.next();
    if (unit_value(cursor.peek()) != 10) return first;
    if (first == 0) return std::nullopt;
    cursor.next();
    const auto last = is_ascii_digit(cursor.peek()) ? std::nullopt : digit_value(cursor.peek());
    if (last == 0) return std::nullopt;
    if (last) cursor.next();
    return first.value_or(1) * 10 + last.value_or(0);
}

std::optional<int> take_choice(Cursor& cursor) {
    const bool in_order = cursor.take(U"第");
    const auto number = take_number(cursor);
    if (!number) return std::nullopt;
    if (in_order) {
        cursor.take_any(counted_in_order);
    } else {
        cursor.take_any(counted);
    }
    return number;
}

std::u32string_view stripped(std::u32string_view text) {
    return strip_back(strip_front(text, before), after);
}

std::vector<int> each_digit(int number) { return {number / 10, number % 10}; }

}  // namespace

std::optional<int> menu_number(const Normalised& message) {
    const auto letters = key(message.text);
    Cursor cursor(stripped(letters));
    const auto number = take_choice(cursor);
    return cursor.at_end() ? number : std::nullopt;
}

std::vector<int> menu_numbers(const Normalised& message, int choices) {
    static constexpr std::u32string_view joints[] = {
        U" ", U"还有", U"以及", U"和", U"跟", U"与", U"及"};
    const auto letters = key(message.text);
    Cursor cursor(stripped(letters));
    std::vector<int> chosen;
    do {
        const auto number = take_choice(cursor);
        if (!number) return {};
        if (std::find(chosen.begin(), chosen.end(), *number) == chosen.end()) {
            chosen.push_back(*number);
        }
    } while (cursor.take_any(joints));
    if (!cursor.at_end()) return {};

    const bool run_together = chosen.size() == 1 && chosen[0] > 10 && choices < 10;
    if (run_together) chosen = each_digit(chosen[0]);
    const bool all_there = std::all_of(chosen.begin(), chosen.end(), [choices](int number) {
        return number >= 1 && number <= choices;
    });
    const bool doubled = run_together && chosen[0] == chosen[1];
    return all_there && !doubled ? chosen : std::vector<int>{};
}

}  // namespace dialogs::text
