#include "gateway/turns/office.h"

#include <fmt/format.h>

#include <array>

namespace gateway::turns {
namespace {

constexpr std::array<std::string_view, 7> weekdays{
    "周日", "周一", "周二", "周三", "周四", "周五", "周六"};

// The day as one would say it today.
std::string day_name(config::Date day, config::Date today) {
    const auto ahead = (day - today).count();
    if (ahead == 0) return "今天";
    if (ahead == 1) return "明天";
    if (ahead < 7) return std::string(weekdays.at(std::chrono::weekday(day).c_encoding()));
    const std::chrono::year_month_day date(day);
    return fmt::format("{}月{}日", unsigned(date.month()), unsigned(date.day()));
}

}  // namespace

std::map<std::string, std::string> office_result(
    const config::Organisation& organisation, std::string_view area, dialogs::Time now
) {
    const auto calendar = organisation.calendar_for(area);
    const auto opens = calendar.next_open(now);
    const auto minute = config::local_minute(opens).count();
    return {
        {"open", calendar.is_open(now) ? "true" : "false"},
        {"next_open",
         fmt::format(
             "{}{:02}:{:02}",
             day_name(config::local_date(opens), config::local_date(now)),
             minute / 60,
             minute % 60
         )},
    };
}

}  // namespace gateway::turns
