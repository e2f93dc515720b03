#include "storage/cursors.h"

#include "tests/support/scratch.h"

#include <gtest/gtest.h>

namespace {

TEST(Cursors, AreKeptForEachQueueOfEachChannel) {
    tests::ScratchDatabase database;
    auto& connection = *database;
    EXPECT_EQ(storage::cursors::find(connection, "kf", "wk1").value(), "");
    ASSERT_TRUE(storage::cursors::keep(connection, "kf", "wk1", "a").has_value());
    ASSERT_TRUE(storage::cursors::keep(connection, "kf", "wk2", "b").has_value());
    ASSERT_TRUE(storage::cursors::keep(connection, "kf", "wk1", "c").has_value());
    EXPECT_EQ(storage::cursors::find(connection, "kf", "wk1").value(), "c");
    EXPECT_EQ(storage::cursors::find(connection, "kf", "wk2").value(), "b");
    EXPECT_EQ(storage::cursors::find(connection, "other", "wk1").value(), "");
}

}  // namespace
