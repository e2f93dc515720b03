#include "gateway/delivery/breaker.h"

#include <gtest/gtest.h>

namespace {

using gateway::delivery::Breaker;
using State = Breaker::State;
using namespace std::chrono_literals;

const dialogs::Time noon{std::chrono::milliseconds{1'795'400'000'000}};

void fail(Breaker& breaker, dialogs::Time now, int times) {
    for (int i = 0; i < times; ++i) {
        breaker.begun(now);
        breaker.failed(now);
    }
}

Breaker opened(dialogs::Time now) {
    Breaker breaker;
    fail(breaker, now, Breaker::trips_after);
    return breaker;
}

TEST(Breaker, OpensAfterFailuresInARowOnly) {
    Breaker breaker;
    fail(breaker, noon, Breaker::trips_after - 1);
    EXPECT_EQ(breaker.state(noon), State::closed);
    breaker.succeeded();
    fail(breaker, noon, Breaker::trips_after - 1);
    EXPECT_TRUE(breaker.admits(noon));
    fail(breaker, noon, 1);
    EXPECT_EQ(breaker.state(noon), State::open);
    EXPECT_FALSE(breaker.admits(noon));
    EXPECT_FALSE(breaker.admits(noon + 19s));
}

TEST(Breaker, LetsOneCallTryAfterThePause) {
    auto breaker = opened(noon);
    const auto later = noon + Breaker::first_pause;
    EXPECT_EQ(breaker.state(later), State::half_open);
    ASSERT_TRUE(breaker.admits(later));
    breaker.begun(later);
    EXPECT_FALSE(breaker.admits(later));
    breaker.succeeded();
    EXPECT_EQ(breaker.state(later), State::closed);
    EXPECT_TRUE(breaker.admits(later));
}

TEST(Breaker, TriesAgainWhenTheOneCallCameToNothing) {
    auto breaker = opened(noon);
    const auto later = noon + Breaker::first_pause;
    breaker.begun(later);
    breaker.came_to_nothing();
    EXPECT_EQ(breaker.state(later), State::half_open);
    EXPECT_TRUE(breaker.admits(later));
}

TEST(Breaker, CallsAProviderThatIsAwayThreeTimesAMinuteAtMost) {
    auto breaker = opened(noon);
    int calls = 0;
    for (auto now = noon; now < noon + 10min; now += 100ms) {
        if (!breaker.admits(now)) continue;
        ++calls;
        breaker.begun(now);
        breaker.failed(now);
    }
    EXPECT_GE(calls, 9);
    EXPECT_LE(calls, 12);
    EXPECT_LE(breaker.open_until(), noon + 11min);
}

TEST(Breaker, LeavesAProviderAloneForAsLongAsItAsks) {
    Breaker breaker;
    breaker.begun(noon);
    breaker.failed(noon, 120s);
    EXPECT_EQ(breaker.state(noon + 119s), State::open);
    EXPECT_TRUE(breaker.admits(noon + 120s));
    breaker.begun(noon + 120s);
    breaker.failed(noon + 120s, 240h);
    EXPECT_EQ(breaker.open_until(), noon + 120s + Breaker::longest_wish);
}

TEST(Breaker, LearnsNothingFromCallsThatBeganBeforeItOpened) {
    auto breaker = opened(noon);
    const auto until = breaker.open_until();
    breaker.failed(noon + 10s);
    EXPECT_EQ(breaker.open_until(), until);
    breaker.succeeded();
    EXPECT_EQ(breaker.state(noon + 10s), State::closed);
}

TEST(Breaker, OutlivesAClockSetBack) {
    const auto breaker = opened(noon);
    EXPECT_TRUE(breaker.admits(noon - 24h));
}

}  // namespace
