#include "gateway/turns/office.h"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using gateway::config::Area;
using gateway::config::Calendar;
using gateway::config::Office;
using gateway::config::Organisation;

Organisation county() {
    const std::map<gateway::config::Date, bool> days{
        {std::chrono::sys_days(std::chrono::year(2026) / 10 / 1), false},
        {std::chrono::sys_days(std::chrono::year(2026) / 10 / 10), true},
    };
    return Organisation(
        "LN",
        {Area{"130224", "滦南县", {}, "", {}}},
        {Office{"130224", "县民政局", "", gateway::config::usual_hours()}},
        Calendar(days)
    );
}

dialogs::Time at(int month, int day, int hour, int minute = 0) {
    const std::chrono::sys_days date = std::chrono::year(2026) / month / day;
    return dialogs::Time(date + std::chrono::hours(hour - 8) + std::chrono::minutes(minute));
}

TEST(Office, TellsTheNextOpeningAsOneWouldSayIt) {
    struct Case {
        const char* name;
        dialogs::Time now;
        const char* open;
        const char* next;
    };
    const Case cases[] = {
        {"in office hours", at(11, 20, 9), "true", "今天09:00"},
        {"before the office opens", at(11, 20, 7), "false", "今天08:30"},
        {"at noon", at(11, 20, 12, 30), "false", "今天14:00"},
        {"in the evening", at(11, 19, 20), "false", "明天08:30"},
        {"on Friday evening", at(11, 20, 18), "false", "周一08:30"},
        {"a Saturday that is worked", at(10, 10, 9), "true", "今天09:00"},
    };
    const auto organisation = county();
    for (const auto& [name, now, open, next] : cases) {
        SCOPED_TRACE(name);
        const auto told = gateway::turns::office_result(organisation, "", now);
        EXPECT_EQ(told.at("open"), open);
        EXPECT_EQ(told.at("next_open"), next);
    }
}

}  // namespace
