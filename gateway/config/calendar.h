#pragma once
#include "dialogs/message.h"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

// Working days and office hours in China's time (+08:00, no summer time). Weekends are moved by an
// annual notice of the State Council, so a day off may be a Tuesday and a working day a Sunday:
// an explicit row decides, else Monday to Friday.

namespace gateway::config {

using dialogs::Time;
using Date = std::chrono::sys_days;  // a date on the wall in China

Date local_date(Time time);
std::chrono::minutes local_minute(Time time);  // since local midnight
Time local_time(Date date, std::chrono::minutes since_midnight);

struct Span {
    std::chrono::minutes from;  // since midnight
    std::chrono::minutes to;    // excluded

    bool operator==(const Span&) const = default;
};

using Hours = std::vector<Span>;  // in order, not touching; never empty

Hours usual_hours();  // 08:30–12:00 14:00–17:30

class Calendar {
public:
    // `days`: true for a working day, false for a day off. A year with no row at all is not
    // covered.
    Calendar(std::map<Date, bool> days, Hours hours = usual_hours());

    // The same days with another office's hours.
    Calendar with_hours(Hours hours) const;

    bool is_workday(Date date) const;
    bool is_open(Time time) const;
    // The first moment at or after `time` when the office is open.
    Time next_open(Time time) const;

    // When that many open minutes have passed; the office being open at `time` or not.
    Time add_office_minutes(Time time, std::chrono::minutes minutes) const;
    // The n-th working day after `date`, which is not counted itself.
    Date add_workdays(Date date, int days) const;
    // End of office on the n-th working day: when a limit in working days is over.
    Time due(Time time, int days) const;
    Date next_workday(Date date) const;  // `date` itself if it is one: a period's last day rolls on
    int workdays_in(std::chrono::year year) const;

    // Whether the year's notice was imported; a due date beyond is provisional.
    bool covers(std::chrono::year year) const;
    const Hours& hours() const { return hours_; }

private:
    std::map<Date, bool> days_;
    Hours hours_;
};

}  // namespace gateway::config
