#include "dialogs/text/id_card.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/cursor.h"
#include "dialogs/text/han_digits.h"
#include "dialogs/text/normalise.h"

#include <algorithm>

namespace dialogs::text {

namespace {

// The two digits a number begins with; 81 to 83 are residents from Hong Kong, Macau and Taiwan.
constexpr int provinces[] = {11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43,
                             44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83};
constexpr std::u32string_view labels[] = {
    U"身份证号码", U"身份证号", U"身份证", U"证件号码", U"证件号", U"证号", U"号码",
    U"号",         U"后四位",   U"后4位",  U"最后四位", U"末四位", U"尾号", U"我的",
    U"我",         U"老伴的",   U"老人的", U"我妈的",   U"我爸的", U"他的", U"她的",
    U"就是",       U"是",       U"为",     U"嗯",       U"那个",
};
constexpr std::u32string_view endings[] = {U"谢谢", U"吧", U"啊", U"呀", U"呢", U"了", U"哈"};
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

// The digits of the message with X for any of its marks; nothing if it says something else too.
std::optional<std::string> characters(std::string_view text) {
    const auto letters = to_utf32(normalise(text).text);
    auto said = strip_back(strip_front(letters, labels), endings);
    while (!said.empty() && !is_word_character(said.front()))
        said.remove_prefix(1);
    std::string read;
    for (const char32_t letter : said) {
        if (separators.find(letter) != std::u32string_view::npos) continue;
        if (const auto digit = spoken_digit_value(letter)) {
            read += static_cast<char>('0' + *digit);
        } else if (marks_for_x.find(letter) != std::u32string_view::npos) {
            read += 'X';
        } else if (is_word_character(letter)) {
            return std::nullopt;
        }
    }
    return read.empty() ? std::nullopt : std::optional(std::move(read));
}

}  // namespace

bool is_id_card(std::string_view number) { return fault_of(number).empty(); }

Reading<std::string> id_card(std::string_view text, std::chrono::year_month_day today) {
    auto number = characters(text);
    if (!number) return refused<std::string>("not an identity number");
    auto fault = fault_of(*number);
    if (!fault.empty()) return refused<std::string>(std::move(fault));
    if (birth_date(*number) > today) return refused<std::string>("no such birth date");
    return understood(*std::move(number));
}

Reading<LastFour> last_four(std::string_view text) {
    const auto number = characters(text);
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
