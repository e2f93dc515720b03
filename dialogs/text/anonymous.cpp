#include "dialogs/text/anonymous.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/han_digits.h"
#include "dialogs/text/id_card.h"
#include "dialogs/text/mentioned.h"
#include "dialogs/text/surnames.h"

#include <algorithm>
#include <array>

namespace dialogs::text {
namespace {

constexpr std::u32string_view stars = U"***";
constexpr std::size_t number_from = 5;  // digits: 2026 and 3600 are no secret
constexpr std::size_t spoken_from = 7;  // 一三八零零… is read out; 三四百 is an amount
constexpr std::size_t account_from = 6;

// A name follows at once, whoever's it is.
constexpr std::array<std::u32string_view, 12> called = {
    U"姓名是",
    U"姓名叫",
    U"姓名：",
    U"姓名:",
    U"姓名",
    U"名字是",
    U"名字叫",
    U"名叫",
    U"叫做",
    U"叫",
    U"我是",
    U"本人"};
// Words that end the search for a name's end: 我叫王强，住东街.
constexpr std::u32string_view after_names = U"的是住在今家有了想要和跟我你他她也";

bool is_han(char32_t letter) { return letter >= 0x4E00 && letter <= 0x9FFF; }
bool is_ascii_digit(char32_t letter) {
    return (letter >= U'0' && letter <= U'9') || (letter >= U'０' && letter <= U'９');
}
bool is_latin(char32_t letter) {
    return (letter >= U'a' && letter <= U'z') || (letter >= U'A' && letter <= U'Z') ||
           letter == U'_';
}

// How long the text's beginning is one number or account; 0 when it is none that tells who.
std::size_t number_length(std::u32string_view text) {
    std::size_t length = 0, plain = 0, latin = 0;
    for (const char32_t letter : text) {
        const bool plain_digit = is_ascii_digit(letter) || letter == U'*';
        if (!plain_digit && !is_latin(letter) && !spoken_digit_value(letter)) break;
        plain += plain_digit;
        latin += is_latin(letter);
        ++length;
    }
    if (plain >= number_from || length - latin >= spoken_from) return length;
    const bool account = plain > 0 && latin > 0 && plain + latin >= account_from;
    return account ? length : 0;
}

bool is_sure(std::u32string_view word) { return word.find(U'叫') != std::u32string_view::npos; }

// How long the name is that begins here: a surname and one to three characters. After 我是 and 本人
// it must be all that is said: 我是高龄老人 is no name.
std::size_t name_length(std::u32string_view text, bool sure) {
    if (text.size() < 2 || !begins_with_surname(text)) return 0;
    std::size_t length = 1;
    while (length < 4 && length < text.size() && is_han(text[length]) &&
           after_names.find(text[length]) == std::u32string_view::npos)
        ++length;
    if (length < 2) return 0;
    const bool ends = length == text.size() || !is_han(text[length]) ||
                      after_names.find(text[length]) != std::u32string_view::npos;
    if (!ends) return sure ? 3 : 0;
    return length;
}

std::u32string_view introduction(std::u32string_view text) {
    const auto word = std::ranges::find_if(called, [&](std::u32string_view one) {
        return text.starts_with(one);
    });
    return word == called.end() ? std::u32string_view() : *word;
}

}  // namespace

std::string without_person(std::string_view text) {
    const auto letters = to_utf32(mask(clean(text)));
    std::u32string_view rest = letters;
    std::u32string kept;
    while (!rest.empty()) {
        if (const auto number = number_length(rest); number != 0) {
            kept += stars;
            rest.remove_prefix(number);
            continue;
        }
        if (const auto word = introduction(rest); !word.empty()) {
            kept += word;
            rest.remove_prefix(word.size());
            const auto name = name_length(rest, is_sure(word));
            if (name != 0) kept += stars;
            rest.remove_prefix(name);
            continue;
        }
        const auto at = letters.size() - rest.size();
        if (const auto village = mentioned_village(letters, at); village != 0) {
            kept += stars;
            kept += rest[village];
            rest.remove_prefix(village + 1);
            continue;
        }
        if (const auto name = mentioned_name(letters, at); name != 0) {
            kept += stars;
            rest.remove_prefix(name);
            continue;
        }
        kept += rest.front() == U'\n' ? U' ' : rest.front();
        rest.remove_prefix(1);
    }
    return to_utf8(kept);
}

}  // namespace dialogs::text
