#pragma once
#include <chrono>
#include <optional>
#include <string_view>

// What people say beside a day: the time of the clock, the day of the week.

namespace dialogs::text {

// 昨天下午3点半 without 下午3点半, 11月3号9:30 without 9:30.
std::u32string_view without_clock(std::u32string_view text);

// Takes the day of the week off 11月3号星期二 or 周二，11月3号; not off 上周二, nor where it stands
// alone.
std::optional<std::chrono::weekday> take_weekday_remark(std::u32string_view& text);

}  // namespace dialogs::text
