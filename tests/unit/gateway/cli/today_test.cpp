#include "gateway/cli/today.h"

#include <gtest/gtest.h>

namespace {

using gateway::cli::today_in_china;
using std::chrono::year;
using std::chrono::year_month_day;

TEST(Today, IsTheDateInChinaOfAnIsoTime) {
    struct Case {
        const char* iso;
        year_month_day day;
    };
    constexpr Case cases[] = {
        {"2026-11-22", year(2026) / 11 / 22},
        {"2026-11-22T09:00:00+08:00", year(2026) / 11 / 22},
        {"2026-11-22T20:00:00Z", year(2026) / 11 / 23},
        {"2026-11-22T15:59:59Z", year(2026) / 11 / 22},
        {"2026-11-22T09:00:00", year(2026) / 11 / 22},
        {"2026-11-22T09:00", year(2026) / 11 / 22},
        {"2026-11-22T23:30:00.250-0500", year(2026) / 11 / 23},
    };
    for (const auto& [iso, day] : cases) {
        SCOPED_TRACE(iso);
        ASSERT_TRUE(today_in_china(iso));
        EXPECT_EQ(*today_in_china(iso), day);
    }
}

TEST(Today, IsNothingForAnythingElse) {
    for (const auto* iso :
         {"",
          "today",
          "2026-13-01",
          "2026-02-30",
          "2026-11-22 noon",
          "2026-11-22T25:00",
          "2026-11-22T09:00+8",
          "2026-11-22T09:00:00+08:00x"}) {
        SCOPED_TRACE(iso);
        EXPECT_FALSE(today_in_china(iso));
    }
}

}  // namespace
