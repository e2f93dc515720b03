#pragma once
#include "dialogs/message.h"

#include <chrono>
#include <optional>
#include <string_view>

namespace gateway::config {

// When nobody is disturbed who did not ask: minutes of the day in China's time; `to` may be on the
// next day. The same minute twice: never.
struct QuietHours {
    std::chrono::minutes from{21 * 60};
    std::chrono::minutes to{7 * 60};
};

// "21:00-07:00", or "none". Nothing when it is neither.
std::optional<QuietHours> read_quiet_hours(std::string_view text);

// When the quiet that reigns `now` ends; nothing when none does.
std::optional<dialogs::Time> quiet_until(const QuietHours& hours, dialogs::Time now);

}  // namespace gateway::config
