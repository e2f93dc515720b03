#include "gateway/ops/random_pool.h"

#include <gtest/gtest.h>

#include <set>

namespace {

// More draws than one filling of the pool holds.
TEST(RandomPool, NeverGivesTheSameBytesTwice) {
    gateway::ops::RandomPool pool;
    std::set<gateway::ops::RandomPool::Bytes> drawn;
    for (int i = 0; i < 1000; ++i)
        drawn.insert(pool.draw());
    EXPECT_EQ(drawn.size(), 1000U);
}

}  // namespace
