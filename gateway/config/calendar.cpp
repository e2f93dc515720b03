#include "gateway/config/calendar.h"

#include <stdexcept>

namespace gateway::config {
namespace {

using namespace std::chrono_literals;

using std::chrono::milliseconds;
using std::chrono::minutes;

constexpr auto china = 8h;

milliseconds since_midnight(Time time) { return time + china - local_date(time); }

Time moment(Date date, milliseconds since) { return Time(date.time_since_epoch()) + since - china; }

}  // namespace

Date local_date(Time time) { return std::chrono::floor<std::chrono::days>(time + china); }

minutes local_minute(Time time) { return std::chrono::floor<minutes>(since_midnight(time)); }

Time local_time(Date date, minutes since) { return moment(date, since); }

Hours usual_hours() { return {{8h + 30min, 12h}, {14h, 17h + 30min}}; }

Calendar::Calendar(std::map<Date, bool> dates, Hours hours)
    : days_(std::move(dates)), hours_(std::move(hours)) {
    if (hours_.empty()) throw std::logic_error("an office without hours");
}

Calendar Calendar::with_hours(Hours hours) const { return Calendar(days_, std::move(hours)); }

bool Calendar::is_workday(Date date) const {
    const auto row = days_.find(date);
    if (row != days_.end()) return row->second;
    return std::chrono::weekday(date).iso_encoding() <= 5;
}

bool Calendar::is_open(Time time) const { return next_open(time) == time; }

// Ends: rows are finite, and after the last of them weekdays are working days.
Time Calendar::next_open(Time time) const {
    milliseconds from = since_midnight(time);
    for (Date date = local_date(time);; date += std::chrono::days(1)) {
        if (is_workday(date)) {
            for (const Span& span : hours_) {
                if (from < span.to) return moment(date, std::max<milliseconds>(from, span.from));
            }
        }
        from = 0ms;
    }
}

Time Calendar::add_office_minutes(Time time, minutes open_for) const {
    milliseconds left = open_for;
    for (Time now = next_open(time);;) {
        const Date date = local_date(now);
        const milliseconds begins = since_midnight(now);
        for (const Span& span : hours_) {
            if (span.to <= begins) continue;
            const milliseconds from = std::max<milliseconds>(begins, span.from);
            if (left <= span.to - from) return moment(date, from + left);
            left -= span.to - from;
        }
        now = next_open(moment(date + std::chrono::days(1), 0ms));
    }
}

Date Calendar::add_workdays(Date date, int count) const {
    while (count > 0) {
        date += std::chrono::days(1);
        if (is_workday(date)) --count;
    }
    return date;
}

Time Calendar::due(Time time, int count) const {
    return local_time(add_workdays(local_date(time), count), hours_.back().to);
}

Date Calendar::next_workday(Date date) const {
    while (!is_workday(date))
        date += std::chrono::days(1);
    return date;
}

int Calendar::workdays_in(std::chrono::year year) const {
    int count = 0;
    for (Date date = year / 1 / 1; date < Date((year + std::chrono::years(1)) / 1 / 1);
         date += std::chrono::days(1)) {
        if (is_workday(date)) ++count;
    }
    return count;
}

bool Calendar::covers(std::chrono::year year) const {
    const auto first = days_.lower_bound(year / 1 / 1);
    return first != days_.end() && first->first < Date((year + std::chrono::years(1)) / 1 / 1);
}

}  // namespace gateway::config
