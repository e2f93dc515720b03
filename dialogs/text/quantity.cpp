#include "dialogs/text/quantity.h"

#include "dialogs/text/han_digits.h"
#include "dialogs/text/han_sum.h"

#include <algorithm>

namespace dialogs::text {

namespace {

constexpr std::size_t max_places = 6;

bool is_zero_word(char32_t letter) { return letter == U'零' || letter == U'〇' || letter == U'○'; }

std::int64_t tens_word(char32_t letter) {
    return letter == U'廿' ? 20 : letter == U'卅' ? 30 : letter == U'卌' ? 40 : 0;
}

bool is_point(char32_t letter) { return letter == U'.' || letter == U'点'; }

bool is_number_word(char32_t letter) {
    return digit_value(letter) || unit_value(letter) != 0 || tens_word(letter) != 0;
}

// The part of the text that a number can be made of; commas and points only between digits.
std::u32string_view number_words(std::u32string_view text) {
    std::size_t length = 0;
    while (length < text.size()) {
        const char32_t letter = text[length];
        const bool joint = is_point(letter) || letter == U',';
        const bool inside = length > 0 && length + 1 < text.size() && digit_value(text[length + 1]);
        if (!is_number_word(letter) && !(joint && inside)) break;
        ++length;
    }
    return text.substr(0, length);
}

// "1,200,000" but not "1,2": groups of three after the first comma.
std::optional<HanSum::Digits> take_ascii_digits(Cursor& words) {
    HanSum::Digits digits{0, 0, false};
    int in_group = 0;
    bool grouped = false;
    for (;;) {
        if (words.peek() == U',') {
            if (grouped ? in_group != 3 : in_group > 3) return std::nullopt;
            grouped = true;
            in_group = 0;
            words.next();
        }
        if (!is_ascii_digit(words.peek())) break;
        if (digits.value > largest_number) return std::nullopt;
        digits.value = digits.value * 10 + static_cast<std::int64_t>(words.next() - U'0');
        ++digits.length;
        ++in_group;
    }
    if (grouped && in_group != 3) return std::nullopt;
    return digits;
}

bool all_digits(std::u32string_view words) {
    for (const char32_t letter : words) {
        if (!digit_value(letter) || is_ascii_digit(letter)) return false;
    }
    return true;
}

// 三六五, 二零零: digits said one by one. Two without 零 may be an estimate (三五) or a year's end
// (八五).
Reading<std::int64_t> digit_by_digit(std::u32string_view words) {
    if (words.size() > 12) return refused<std::int64_t>("too large");
    const bool has_zero = words.find_first_of(U"零〇○") != std::u32string_view::npos;
    if (words.size() == 2 && !has_zero) return refused<std::int64_t>("approximate");
    if (is_zero_word(words.front())) return refused<std::int64_t>("not a number");
    std::int64_t value = 0;
    bool up = true;  // 一二三
    bool down = true;
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (words[at] == U'两') return refused<std::int64_t>("not a number");
        const int digit = *digit_value(words[at]);
        const int before = at == 0 ? digit : *digit_value(words[at - 1]);
        up = up && (at == 0 || digit == before + 1);
        down = down && (at == 0 || digit == before - 1);
        value = value * 10 + digit;
    }
    return up || down ? refused<std::int64_t>("ambiguous") : understood(value);
}

bool add_word(HanSum& sum, Cursor& words) {
    if (is_ascii_digit(words.peek())) {
        const auto digits = take_ascii_digits(words);
        return digits && sum.add(*digits);
    }
    const char32_t word = words.next();
    if (is_zero_word(word)) return sum.zero();
    if (const auto digit = digit_value(word)) return sum.add({*digit, 1, word == U'两'});
    if (const auto unit = unit_value(word)) return sum.unit(unit);
    if (const auto tens = tens_word(word)) return sum.twenty_or_thirty(tens);
    return false;
}

Reading<std::int64_t> whole_number(std::u32string_view text) {
    if (text.size() == 1 && digit_value(text.front())) {
        return understood<std::int64_t>(*digit_value(text.front()));
    }
    if (all_digits(text)) return digit_by_digit(text);
    const bool typed = std::all_of(text.begin(), text.end(), is_ascii_digit);
    if (typed && text.size() > 13) return refused<std::int64_t>("too large");
    // 百八十 is "about a hundred".
    if (unit_value(text.front()) > 10) return refused<std::int64_t>("approximate");
    HanSum sum;
    Cursor words(text);
    while (!words.at_end()) {
        if (add_word(sum, words)) continue;
        return refused<std::int64_t>(sum.adjacent_digits() ? "approximate" : "not a number");
    }
    const auto total = sum.total();
    if (!total) return refused<std::int64_t>("not a number");
    if (*total > largest_number) return refused<std::int64_t>("too large");
    return understood(*total);
}

// 8点20 is a time, 3点5 and 三点一四 are numbers.
bool is_time(std::u32string_view words, std::size_t point) {
    const auto after = words.substr(point + 1);
    return words[point] == U'点' && after.size() >= 2 && is_ascii_digit(after[0]) &&
           is_ascii_digit(after[1]);
}

// After the point: digits one by one, then perhaps 万 or 亿.
Reading<Decimal> with_fraction(std::int64_t whole, std::u32string_view fraction) {
    Decimal number{whole, 0};
    std::size_t at = 0;
    if (fraction.find(U'两') != std::u32string_view::npos) return refused<Decimal>("not a number");
    for (; at < fraction.size() && digit_value(fraction[at]); ++at) {
        if (at == max_places) return refused<Decimal>("too many places");
        number.digits = number.digits * 10 + *digit_value(fraction[at]);
        ++number.places;
    }
    if (at == 0 || fraction.size() > at + 1) return refused<Decimal>("not a number");
    if (at < fraction.size()) {
        const auto unit = unit_value(fraction[at]);
        if (unit < 100 || whole > largest_number / unit) return refused<Decimal>("not a number");
        number.digits *= unit;
    }
    for (; number.places > 0 && number.digits % 10 == 0; --number.places)
        number.digits /= 10;
    return understood(number);
}

}  // namespace

Reading<Decimal> take_quantity(Cursor& cursor) {
    const auto words = number_words(cursor.rest());
    if (words.empty()) return refused<Decimal>("not a number");
    cursor.take(words);
    const auto point = words.find_first_of(U".点");
    const auto whole = whole_number(words.substr(0, point));
    if (!whole) return refused<Decimal>(whole.why);
    if (point == std::u32string_view::npos) return understood(Decimal{*whole, 0});
    if (is_time(words, point)) return refused<Decimal>("a time");
    // 10^12 with six places is 10^18: still in 64 bits.
    return with_fraction(*whole, words.substr(point + 1));
}

}  // namespace dialogs::text
