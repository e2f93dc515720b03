#pragma once
#include "dialogs/engine/slots.h"
#include "dialogs/language/types.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What a slot for a date makes of a message. Its value can be reckoned with, its label is what was
// said: 农历1948年3月5日 is kept as 1948-04-13.

namespace dialogs::engine {

// An age is as good as the years of birth it leads to, where the slot accepts one.
std::optional<Filling> read_date(
    const language::SlotDefinition& slot, std::string_view message, std::chrono::sys_days today
);

// 属马，六七十岁: the two years of birth it may be, as they are spoken; else empty.
std::vector<std::string> either_of(
    const language::SlotDefinition& slot, std::string_view message, std::chrono::sys_days today
);

}  // namespace dialogs::engine
