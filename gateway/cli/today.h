#pragma once
#include <chrono>
#include <optional>

namespace gateway::cli {

// The date in China of an ISO 8601 time ("2026-11-22", "2026-11-22T09:00:00+08:00", "…Z"; without
// an offset it is China's time), or of now for a null pointer. Nothing for other texts.
std::optional<std::chrono::year_month_day> today_in_china(const char* iso_time);

}  // namespace gateway::cli
