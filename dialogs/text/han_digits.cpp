#include "dialogs/text/han_digits.h"

#include <string_view>

namespace dialogs::text {

namespace {

// Rows are the digits 0 to 9; a space fills up.
constexpr std::u32string_view written[] = {
    U"0零〇○",
    U"1一壹幺弌",
    U"2二贰两弍",
    U"3三叁参弎",
    U"4四肆",
    U"5五伍",
    U"6六陆",
    U"7七柒",
    U"8八捌",
    U"9九玖",
};

}  // namespace

std::optional<int> digit_value(char32_t letter) {
    int value = 0;
    for (const auto row : written) {
        if (row.find(letter) != std::u32string_view::npos) return value;
        ++value;
    }
    return std::nullopt;
}

std::optional<int> spoken_digit_value(char32_t letter) {
    switch (letter) {
        case U'洞': return 0;
        case U'拐': return 7;
        case U'勾': return 9;
        default: return digit_value(letter);
    }
}

std::int64_t unit_value(char32_t letter) {
    switch (letter) {
        case U'十':
        case U'拾': return 10;
        case U'百':
        case U'佰': return 100;
        case U'千':
        case U'仟': return 1'000;
        case U'万': return 10'000;
        case U'亿': return 100'000'000;
        default: return 0;
    }
}

}  // namespace dialogs::text
