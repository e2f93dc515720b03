#include "gateway/simulators/trouble.h"

#include <gtest/gtest.h>

namespace gateway::simulators {
namespace {

TEST(Troubles, ComeOneACallAndThenNoMore) {
    Troubles troubles;
    EXPECT_EQ(troubles.next(), Trouble::none);
    troubles.expect(Trouble::storm, 2);
    troubles.expect(Trouble::drip, 1);
    EXPECT_EQ(troubles.next(), Trouble::storm);
    EXPECT_EQ(troubles.next(), Trouble::storm);
    EXPECT_EQ(troubles.next(), Trouble::drip);
    EXPECT_EQ(troubles.next(), Trouble::none);
}

TEST(Troubles, AreCalledByNames) {
    EXPECT_EQ(trouble_of("stale_token"), Trouble::stale_token);
    EXPECT_FALSE(trouble_of("earthquake"));
    EXPECT_EQ(receipts_of("reversed"), Receipts::reversed);
    EXPECT_FALSE(receipts_of(""));
    EXPECT_NE(trouble_names().find("used_up"), std::string::npos);
}

}  // namespace
}  // namespace gateway::simulators
