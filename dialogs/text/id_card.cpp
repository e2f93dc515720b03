#include "dialogs/text/id_card.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/cursor.h"
#include "dialogs/text/han_digits.h"
#include "dialogs/text/normalise.h"
#include "dialogs/text/speech.h"
#include "dialogs/text/words.h"

#include <algorithm>
#include <vector>

namespace dialogs::text {

namespace {

// The two digits a number begins with; 81 to 83 are residents from Hong Kong, Macau and Taiwan.
constexpr int provinces[] = {11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43,
                             44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83};
constexpr std::u32string_view labels[] = {
    U"身份证号码",
    U"身份证号",
    U"身份证",
    U"证件号码",
    U"证件号",
    U"证号",
    U"号码",
    U"号",
    U"后四位",
    U"后4位",
    U"最后四位",
    U"末四位",
    U"尾号",
    U"的",
    U"是",
    U"为",
};
// The number is somebody else's, or in doubt.
constexpr std::u32string_view doubts[] = {
    U"不", U"没", U"别", U"错", U"假", U"丢", U"吗", U"?", U"旧", U"以前"};
constexpr std::u32string_view marks_for_x = U"xX×✕✖╳叉*";
constexpr std::u32string_view separators = U" -.‐‑‒–—·_";

int value_of(std::string_view digits) {
    int value = 0;
    for (const char digit : digits)
        value = value * 10 + (digit - '0');
    return value;
}

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

char check_character(std::string_view first17) {
    constexpr int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t at = 0; at < 17; ++at)
        sum += (first17[at] - '0') * weights[at];
    return "10X98765432"[sum % 11];
}

std::chrono::year_month_day birth_date(std::string_view number) {
    using namespace std::chrono;
    return year{value_of(number.substr(6, 4))} /
           month{static_cast<unsigned>(value_of(number.substr(10, 2)))} /
           day{static_cast<unsigned>(value_of(number.substr(12, 2)))};
}

// Why it is no identity number; empty if it is one.
std::string fault_of(std::string_view number) {
    if (number.size() == 15 && all_digits(number)) return "an old card of 15 digits";
    if (number.size() != 18) return std::to_string(number.size()) + " characters, not 18";
    if (!all_digits(number.substr(0, 17))) return "X stands only at the end";
    const int province = value_of(number.substr(0, 2));
    if (std::find(std::begin(provinces), std::end(provinces), province) == std::end(provinces)) {
        return "no such province";
    }
    const auto born = birth_date(number);
    if (!born.ok() || born.year() < std::chrono::year{1850}) return "no such birth date";
    if (check_character(number) != number[17]) return "wrong check digit";
    return {};
}

std::u32string_view trim_front(std::u32string_view text) {
    while (!text.empty() && !is_word_character(text.front()))
        text.remove_prefix(1);
    return text;
}

char character_of(char32_t letter) {
    if (const auto digit = spoken_digit_value(letter)) return static_cast<char>('0' + *digit);
    if (letter == U'o' || letter == U'O') return '0';
    return marks_for_x.find(letter) != std::u32string_view::npos ? 'X' : '\0';
}

// The digits of the message with X for any of its marks; nothing if it says something else too.
std::optional<std::string> characters(std::u32string_view letters) {
    auto said = strip_front(trim_front(letters), {labels, fillers(), greetings(), persons()});
    said = trim_front(strip_back(said, {particles(), thanks()}));
    std::string read;
    for (const char32_t letter : said) {
        if (separators.find(letter) != std::u32string_view::npos) continue;
        if (const char character = character_of(letter)) {
            read += character;
        } else if (is_word_character(letter)) {
            return std::nullopt;
        }
    }
    return read.empty() ? std::nullopt : std::optional(std::move(read));
}

// The one whole number in "我是王秀英，身份证号…": its check digit tells it from any other.
std::optional<std::string> only_number_in(std::u32string_view letters) {
    if (contains_any(letters, doubts)) return std::nullopt;
    std::vector<std::string> runs(1);
    for (const char32_t letter : letters) {
        const char character = character_of(letter);
        if (character != '\0') {
            runs.back() += character;
        } else if (!runs.back().empty() && is_word_character(letter)) {
            runs.emplace_back();
        }
    }
    std::erase_if(runs, [](const std::string& run) { return run.size() < 15; });
    const bool alone = runs.size() == 1 && fault_of(runs.front()).empty();
    return alone ? std::optional(runs.front()) : std::nullopt;
}

Reading<std::string> read_id_card(std::string_view text, std::chrono::year_month_day today) {
    const auto letters = folded(text);
    if (letters.find(U'?') != std::u32string::npos) return refused<std::string>("a question");
    auto number = only_number_in(letters);
    if (!number) number = characters(letters);
    if (!number) return refused<std::string>("not an identity number");
    auto fault = fault_of(*number);
    if (!fault.empty()) return refused<std::string>(std::move(fault));
    if (birth_date(*number) > today) return refused<std::string>("no such birth date");
    return understood(*std::move(number));
}

}  // namespace

bool is_id_card(std::string_view number) { return fault_of(number).empty(); }

Reading<std::string> id_card(std::string_view text, std::chrono::year_month_day today) {
    return read_speech(text, [today](std::string_view said) { return read_id_card(said, today); });
}

Reading<LastFour> last_four(std::string_view text) {
    const auto number = characters(folded(text));
    if (!number) return refused<LastFour>("not the last four characters");
    if (number->size() != 4) {
        auto fault = fault_of(*number);
        if (!fault.empty())
            return refused<LastFour>(number->size() == 18 ? fault : "not four characters");
        return understood(LastFour{number->substr(14), true});
    }
    if (!all_digits(std::string_view(*number).substr(0, 3))) {
        return refused<LastFour>("X stands only at the end");
    }
    return understood(LastFour{*number, false});
}

}  // namespace dialogs::text
