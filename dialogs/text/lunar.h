#pragma once
#include <chrono>
#include <optional>

namespace dialogs::text {

// A day of the Chinese calendar. The year is the Gregorian one in which it begins.
struct LunarDay {
    int year = 0;
    unsigned month = 1;
    bool leap = false;
    unsigned day = 1;
};

// Nothing if the month has no such day or the year no such leap month. Good for 1900 to 2100.
std::optional<std::chrono::year_month_day> to_gregorian(const LunarDay& day);

// The Chinese year a day belongs to: 2025 for the January of 2026.
int lunar_year_of(std::chrono::year_month_day day);

}  // namespace dialogs::text
