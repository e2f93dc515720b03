#include "storage/early_receipts.h"

#include "tests/support/scratch.h"

namespace storage::early_receipts {
namespace {

constexpr Time now{std::chrono::milliseconds{1'795'400'000'000}};

Early told(const std::string& id, const std::string& state, const std::string& code = "") {
    return {{"tencent", 0, id, state, code}};
}

TEST(EarlyReceipts, AreToldOnceAndToNobodyElse) {
    tests::ScratchDatabase database;
    auto early = told("S1", "failed", "MBBLACK");
    early.opted_out = true;
    ASSERT_TRUE(keep(*database, early, now));
    EXPECT_FALSE(take(*database, "other", "S1").value());
    EXPECT_FALSE(take(*database, "tencent", "S2").value());
    const auto taken = take(*database, "tencent", "S1").value();
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->mark.state, "failed");
    EXPECT_EQ(taken->mark.code, "MBBLACK");
    EXPECT_TRUE(taken->opted_out);
    EXPECT_FALSE(take(*database, "tencent", "S1").value());
}

TEST(EarlyReceipts, OnlyMoveForward) {
    tests::ScratchDatabase database;
    for (const auto* state : {"sent", "delivered", "failed", "sent"})
        ASSERT_TRUE(keep(*database, told("S1", state), now));
    EXPECT_EQ(take(*database, "tencent", "S1").value()->mark.state, "delivered");
    ASSERT_TRUE(keep(*database, told("S1", "sent"), now));
    ASSERT_TRUE(keep(*database, told("S1", "failed"), now));
    EXPECT_EQ(take(*database, "tencent", "S1").value()->mark.state, "failed");
}

TEST(EarlyReceipts, AreForgottenWhenTheyAreOldOrTooMany) {
    tests::ScratchDatabase database;
    ASSERT_TRUE(keep(*database, told("old", "sent"), now));
    ASSERT_TRUE(keep(*database, {{"kf", 0, "other", "sent", ""}}, now + kept_for));
    EXPECT_TRUE(take(*database, "tencent", "old").value());

    ASSERT_TRUE(keep(*database, told("old", "sent"), now));
    const auto later = now + kept_for + std::chrono::seconds(1);
    for (int i = 0; i <= most; ++i)
        ASSERT_TRUE(keep(*database, told(std::to_string(i), "sent"), later));
    EXPECT_EQ(
        database.count("SELECT COUNT(*) FROM early_receipts WHERE channel = 'tencent'"), most
    );
    EXPECT_FALSE(take(*database, "tencent", "old").value());
    EXPECT_FALSE(take(*database, "tencent", "0").value());
    EXPECT_TRUE(take(*database, "tencent", "1").value());
    EXPECT_TRUE(take(*database, "kf", "other").value());
}

}  // namespace
}  // namespace storage::early_receipts
