#pragma once
#include <cstdint>
#include <optional>

namespace dialogs::text {

// 零〇○ 0, 一壹幺 1, 二贰两 2 … 九玖 9, and the ASCII digits.
std::optional<int> digit_value(char32_t letter);
// Those said only when digits are read one by one: 洞 0, 拐 7, 勾 9.
std::optional<int> spoken_digit_value(char32_t letter);
// 十拾 10, 百佰 100, 千仟 1000, 万 10^4, 亿 10^8; 0 for anything else.
std::int64_t unit_value(char32_t letter);

}  // namespace dialogs::text
