#include "gateway/guide/fit.h"

#include <gtest/gtest.h>

namespace gateway::guide {
namespace {

std::string han(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text += "民";
    return text;
}

TEST(Fit, MoreTextIsSmallerType) {
    EXPECT_EQ(size_that_fits({{"低保", "问村里。"}}), 1U);
    std::size_t before = 1;
    for (std::size_t count = 100; count <= 700; count += 100) {
        const auto size = size_that_fits({{"低保", han(count)}});
        ASSERT_TRUE(size) << count;
        EXPECT_GE(*size, before);
        before = *size;
    }
    EXPECT_GT(before, 5U);
}

TEST(Fit, WhatIsTooMuchForAWallDoesNotFit) {
    EXPECT_FALSE(size_that_fits({{"低保", han(2000)}}));
    const std::vector<Passage> titles(100, Passage{"低保", ""});
    EXPECT_FALSE(size_that_fits(titles));
    EXPECT_EQ(size_that_fits({}), 1U);
}

}  // namespace
}  // namespace gateway::guide
