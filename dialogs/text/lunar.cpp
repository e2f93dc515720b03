#include "dialogs/text/lunar.h"

#include <unicode/calendar.h>
#include <unicode/timezone.h>

#include <cmath>
#include <memory>

namespace dialogs::text {

namespace {

constexpr int years_before_common_era = 2637;  // of the epoch ICU counts Chinese years from
constexpr double milliseconds_a_day = 86'400'000.0;

std::unique_ptr<icu::Calendar> chinese_calendar() {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Calendar> calendar(icu::Calendar::createInstance(
        icu::TimeZone::createTimeZone("Etc/UTC"), icu::Locale("zh@calendar=chinese"), status
    ));
    if (U_FAILURE(status)) return nullptr;
    return calendar;
}

// ICU rolls a day that is not there over into the next month: read back what it made of it.
bool stayed(const icu::Calendar& calendar, const LunarDay& day) {
    UErrorCode status = U_ZERO_ERROR;
    const bool same =
        calendar.get(UCAL_EXTENDED_YEAR, status) == day.year + years_before_common_era &&
        calendar.get(UCAL_MONTH, status) == static_cast<int>(day.month) - 1 &&
        (calendar.get(UCAL_IS_LEAP_MONTH, status) != 0) == day.leap &&
        calendar.get(UCAL_DATE, status) == static_cast<int>(day.day);
    return same && U_SUCCESS(status);
}

}  // namespace

std::optional<std::chrono::year_month_day> to_gregorian(const LunarDay& day) {
    const auto calendar = chinese_calendar();
    if (!calendar || day.year < 1900 || day.year > 2100) return std::nullopt;
    calendar->clear();
    calendar->set(UCAL_EXTENDED_YEAR, day.year + years_before_common_era);
    calendar->set(UCAL_MONTH, static_cast<int>(day.month) - 1);
    calendar->set(UCAL_IS_LEAP_MONTH, day.leap ? 1 : 0);
    calendar->set(UCAL_DATE, static_cast<int>(day.day));
    UErrorCode status = U_ZERO_ERROR;
    const double time = calendar->getTime(status);
    if (U_FAILURE(status) || !stayed(*calendar, day)) return std::nullopt;
    const auto days = static_cast<int>(std::floor(time / milliseconds_a_day));
    return std::chrono::sys_days{std::chrono::days{days}};
}

int lunar_year_of(std::chrono::year_month_day day) {
    const auto calendar = chinese_calendar();
    if (!calendar) return static_cast<int>(day.year());
    const auto days = std::chrono::sys_days{day}.time_since_epoch().count();
    UErrorCode status = U_ZERO_ERROR;
    calendar->setTime(static_cast<double>(days) * milliseconds_a_day, status);
    return calendar->get(UCAL_EXTENDED_YEAR, status) - years_before_common_era;
}

}  // namespace dialogs::text
