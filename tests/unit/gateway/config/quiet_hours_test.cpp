#include "gateway/config/quiet_hours.h"

#include <gtest/gtest.h>

namespace gateway::config {
namespace {

using namespace std::chrono_literals;

// 2026-11-23 00:00 in China.
const dialogs::Time midnight{std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) + 16h};

TEST(QuietHours, EndInTheMorning) {
    const auto night = read_quiet_hours("21:00-07:00").value();
    struct Case {
        const char* name;
        std::chrono::minutes at;
        std::optional<std::chrono::minutes> until;
    };
    const Case cases[] = {
        {"noon", 12h, {}},
        {"before nine", 20h + 59min, {}},
        {"nine", 21h, 31h},
        {"before midnight", 23h + 59min, 31h},
        {"midnight", 0h, 7h},
        {"before seven", 6h + 59min, 7h},
        {"seven", 7h, {}},
    };
    for (const auto& [name, at, until] : cases) {
        SCOPED_TRACE(name);
        const auto found = quiet_until(night, midnight + at);
        ASSERT_EQ(found.has_value(), until.has_value());
        if (until) {
            EXPECT_EQ(*found, midnight + *until);
        }
    }
}

TEST(QuietHours, MayLieWithinADayOrNotBe) {
    const auto noon = read_quiet_hours("12:00-14:30").value();
    EXPECT_EQ(quiet_until(noon, midnight + 13h), midnight + 14h + 30min);
    EXPECT_FALSE(quiet_until(noon, midnight + 15h));
    EXPECT_FALSE(quiet_until(read_quiet_hours("none").value(), midnight));
}

TEST(QuietHours, AreWrittenAsTwoTimes) {
    for (const auto* wrong :
         {"", "21-7", "21:00", "24:00-07:00", "21:60-07:00", "21:00-7:00", "21:00–07:00"}) {
        SCOPED_TRACE(wrong);
        EXPECT_FALSE(read_quiet_hours(wrong));
    }
}

}  // namespace
}  // namespace gateway::config
