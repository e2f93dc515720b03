#include "storage/opt_ins.h"

#include "tests/support/scratch.h"

namespace storage::opt_ins {
namespace {

constexpr Time now{std::chrono::milliseconds{1'795'400'000'000}};
const OptIn who{"wechat", "o1", "TM1"};

TEST(OptIns, AreGoodForOneNoticeEach) {
    tests::ScratchDatabase database;
    EXPECT_FALSE(take(*database, who, true).value());
    ASSERT_TRUE(decide(*database, who, true, now));
    ASSERT_TRUE(decide(*database, who, true, now));
    EXPECT_TRUE(take(*database, who, true).value());
    EXPECT_TRUE(take(*database, who, true).value());
    EXPECT_FALSE(take(*database, who, true).value());
    ASSERT_TRUE(give_back(*database, who));
    EXPECT_TRUE(take(*database, who, true).value());
}

TEST(OptIns, LastWhereTheFormIsALastingOneUntilTheyAreTakenBack) {
    tests::ScratchDatabase database;
    ASSERT_TRUE(decide(*database, who, true, now));
    for (int i = 0; i < 3; ++i)
        EXPECT_TRUE(take(*database, who, false).value());
    EXPECT_FALSE(take(*database, {"wechat", "o1", "TM2"}, false).value());
    EXPECT_FALSE(take(*database, {"wechat", "o2", "TM1"}, false).value());
    ASSERT_TRUE(decide(*database, who, false, now));
    EXPECT_FALSE(take(*database, who, false).value());
}

}  // namespace
}  // namespace storage::opt_ins
