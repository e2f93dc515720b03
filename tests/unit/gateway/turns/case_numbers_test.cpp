#include "gateway/turns/case_numbers.h"

#include <gtest/gtest.h>

namespace {

namespace config = gateway::config;

dialogs::Time on_22_november(int hour, int minute = 0) {
    const std::chrono::sys_days date = std::chrono::year(2026) / 11 / 22;
    return dialogs::Time(date + std::chrono::hours(hour - 8) + std::chrono::minutes(minute));
}

TEST(CaseNumbers, CountAnewEveryDayOfChina) {
    const config::Organisation county(
        "LN",
        {config::Area{"130224", "滦南县", {}, "", {}}},
        {config::Office{"130224", "县民政局", "", config::usual_hours()}},
        config::Calendar({})
    );
    EXPECT_EQ(gateway::turns::case_series(county, on_22_november(7)), "LN-ZX-20261122");
    EXPECT_EQ(gateway::turns::case_series(county, on_22_november(23, 59)), "LN-ZX-20261122");
    EXPECT_EQ(gateway::turns::case_number("LN-ZX-20261122", 7), "LN-ZX-20261122-0007");
    EXPECT_EQ(gateway::turns::case_number("LN-ZX-20261122", 12345), "LN-ZX-20261122-12345");
}

}  // namespace
