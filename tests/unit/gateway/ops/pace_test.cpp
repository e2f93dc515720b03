#include "gateway/ops/pace.h"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;

const dialogs::Time noon{std::chrono::milliseconds{1'795'400'000'000}};

int taken(gateway::ops::Pace& pace, dialogs::Time now) {
    int count = 0;
    while (pace.take(now))
        ++count;
    return count;
}

TEST(Pace, GivesAllAtOnceAndThenOneByOne) {
    gateway::ops::Pace pace(20, 60s);
    EXPECT_EQ(taken(pace, noon), 20);
    EXPECT_EQ(taken(pace, noon + 2999ms), 0);
    EXPECT_EQ(taken(pace, noon + 3s), 1);
    EXPECT_EQ(taken(pace, noon + 9s), 2);
    EXPECT_EQ(taken(pace, noon + 2min), 20);
}

TEST(Pace, SaysWhenTheNextIsFree) {
    gateway::ops::Pace pace(2, 10s);
    EXPECT_LE(pace.free_at(noon), noon);
    EXPECT_EQ(taken(pace, noon), 2);
    EXPECT_EQ(pace.free_at(noon), noon + 5s);
    EXPECT_EQ(taken(pace, pace.free_at(noon)), 1);
}

TEST(Pace, OutlivesAClockSetBack) {
    gateway::ops::Pace pace(2, 10s);
    EXPECT_EQ(taken(pace, noon), 2);
    EXPECT_EQ(taken(pace, noon - 24h), 0);
    EXPECT_EQ(taken(pace, noon - 24h + 10s), 2);
}

TEST(Pace, SavesNothingUpBeyondItsMost) {
    gateway::ops::Pace pace(5, 10s);
    EXPECT_TRUE(pace.take(noon));
    EXPECT_EQ(taken(pace, noon + 24h), 5);
}

}  // namespace
