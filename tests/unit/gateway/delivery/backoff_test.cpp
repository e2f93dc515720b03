#include "gateway/delivery/verdict.h"

#include <gtest/gtest.h>

namespace {

using gateway::delivery::backoff;
using namespace std::chrono_literals;

TEST(Backoff, DoublesUpToTenMinutes) {
    EXPECT_EQ(backoff(1, 0), 2s);
    EXPECT_EQ(backoff(2, 0), 4s);
    EXPECT_EQ(backoff(8, 0), 256s);
    EXPECT_EQ(backoff(16, 0), 600s);
    EXPECT_EQ(backoff(1000, 0), 600s);
}

TEST(Backoff, ScattersByAtMostAQuarter) {
    for (std::uint32_t noise = 0; noise < 5000; noise += 7) {
        const auto wait = backoff(3, noise);
        EXPECT_LE(wait, 8s);
        EXPECT_GT(wait, 6s);
    }
    EXPECT_NE(backoff(3, 1), backoff(3, 999));
}

}  // namespace
