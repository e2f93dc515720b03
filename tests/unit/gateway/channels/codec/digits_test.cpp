#include "gateway/channels/codec/digits.h"

#include <gtest/gtest.h>

namespace {

using gateway::channels::codec::number_at;

TEST(Digits, AreANumberOnlyIfAllOfThemAre) {
    EXPECT_EQ(number_at("2026-11-22", 0, 4), 2026);
    EXPECT_EQ(number_at("2026-11-22", 8, 2), 22);
    EXPECT_EQ(number_at("2026-01-02", 5, 2), 1);
    EXPECT_FALSE(number_at("2026-11-22", 3, 4));
    EXPECT_FALSE(number_at("2026-1x-22", 5, 2));
    EXPECT_FALSE(number_at("2026--1-22", 5, 2));
}

}  // namespace
