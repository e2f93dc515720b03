#include "gateway/config/calendar.h"

#include "gateway/config/organisation.h"

#include <gtest/gtest.h>

#include <cstdio>

namespace gateway::config {
namespace {

using namespace std::chrono_literals;

// The year's notice as the county's file has it.
const Calendar& calendar() {
    static const Calendar the_calendar = [] {
        const auto organisation = load_organisation("deploy/config/organisation.yaml");
        return organisation ? organisation->calendar() : Calendar({});
    }();
    return the_calendar;
}

Date date(const char* text) {
    int year = 2026;
    unsigned month = 0;
    unsigned day = 0;
    EXPECT_EQ(std::sscanf(text, "%u-%u", &month, &day), 2);
    return Date(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day));
}

// "02-13 17:00"
Time time(const char* text) {
    int hour = 0;
    int minute = 0;
    EXPECT_EQ(std::sscanf(text + 5, "%d:%d", &hour, &minute), 2);
    return local_time(date(text), std::chrono::minutes(hour * 60 + minute));
}

TEST(Calendar, CountsWorkingDaysAcrossMovedWeekends) {
    struct Case {
        const char* from;
        int days;
        const char* to;
    };
    constexpr Case cases[] = {
        {"02-13", 1, "02-14"},
        {"02-13", 3, "02-25"},
        {"02-12", 5, "02-26"},
        {"02-10", 25, "03-23"},
        {"02-13", 25, "03-26"},
        {"04-30", 3, "05-08"},
        {"04-30", 5, "05-11"},
        {"09-15", 25, "10-26"},
        {"09-18", 1, "09-20"},
        {"09-18", 5, "09-24"},
        {"09-30", 1, "10-08"},
        {"09-30", 3, "10-10"},
        {"10-09", 1, "10-10"},
        {"01-01", 1, "01-04"},
        {"11-20", 1, "11-23"},
    };
    for (const auto& [from, days, to] : cases) {
        SCOPED_TRACE(from + ("+" + std::to_string(days)));
        EXPECT_EQ(calendar().add_workdays(date(from), days), date(to));
        EXPECT_EQ(
            calendar().due(time((std::string(from) + " 10:00").c_str()), days),
            local_time(date(to), 17h + 30min)
        );
    }
}

TEST(Calendar, CountsOfficeMinutesThroughLunchNightsAndHolidays) {
    struct Case {
        const char* from;
        int minutes;
        const char* to;
    };
    constexpr Case cases[] = {
        {"02-13 17:00", 60, "02-14 09:00"},
        {"02-14 17:00", 60, "02-24 09:00"},
        {"11-20 11:45", 30, "11-20 14:15"},
        {"11-20 17:20", 30, "11-23 08:50"},
        {"09-19 10:00", 30, "09-20 09:00"},
        {"10-07 20:00", 120, "10-08 10:30"},
        {"11-20 11:30", 30, "11-20 12:00"},
        {"11-20 12:30", 1, "11-20 14:01"},
        {"11-20 03:00", 0, "11-20 08:30"},
    };
    for (const auto& [from, minutes, to] : cases) {
        SCOPED_TRACE(from);
        EXPECT_EQ(
            calendar().add_office_minutes(time(from), std::chrono::minutes(minutes)), time(to)
        );
    }
}

TEST(Calendar, OpensByTheClockInChina) {
    struct Case {
        const char* at;
        bool open;
        const char* next;
    };
    constexpr Case cases[] = {
        {"11-20 08:29", false, "11-20 08:30"},
        {"11-20 08:30", true, "11-20 08:30"},
        {"11-20 11:59", true, "11-20 11:59"},
        {"11-20 12:00", false, "11-20 14:00"},
        {"11-20 17:30", false, "11-23 08:30"},
        {"11-21 10:00", false, "11-23 08:30"},
        {"09-20 10:00", true, "09-20 10:00"},
        {"10-01 10:00", false, "10-08 08:30"},
    };
    for (const auto& [at, open, next] : cases) {
        SCOPED_TRACE(at);
        EXPECT_EQ(calendar().is_open(time(at)), open);
        EXPECT_EQ(calendar().next_open(time(at)), time(next));
    }
    // 2026-11-20 is a Friday there from 16:00 UTC of the 19th.
    EXPECT_EQ(
        local_date(Time(std::chrono::sys_days(date("11-19")).time_since_epoch() + 16h)),
        date("11-20")
    );
}

TEST(Calendar, RollsTheLastDayOfAPublicNotice) {
    EXPECT_EQ(calendar().next_workday(date("09-24") + std::chrono::days(7)), date("10-08"));
    EXPECT_EQ(calendar().next_workday(date("02-10") + std::chrono::days(7)), date("02-24"));
    EXPECT_EQ(calendar().next_workday(date("03-02") + std::chrono::days(7)), date("03-09"));
}

TEST(Calendar, KnowsWhichYearsItCovers) {
    EXPECT_EQ(calendar().workdays_in(std::chrono::year(2026)), 248);
    EXPECT_TRUE(calendar().covers(std::chrono::year(2026)));
    EXPECT_FALSE(calendar().covers(std::chrono::year(2027)));
    EXPECT_FALSE(calendar().covers(std::chrono::year(2025)));
}

TEST(Calendar, TakesAnotherOfficesHours) {
    const Calendar early = calendar().with_hours({{8h, 12h}});
    EXPECT_TRUE(early.is_open(time("11-20 08:10")));
    EXPECT_FALSE(early.is_open(time("11-20 15:00")));
    EXPECT_EQ(early.add_office_minutes(time("11-20 11:30"), 60min), time("11-23 08:30"));
}

}  // namespace
}  // namespace gateway::config
