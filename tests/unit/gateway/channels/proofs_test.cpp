#include "gateway/channels/proofs.h"

#include <gtest/gtest.h>

namespace gateway::channels {
namespace {

using std::chrono::seconds;

constexpr dialogs::Time noon{seconds(1'795'305'602)};

TEST(Proofs, BindASignatureToTheFirstBodyForAsLongAsItIsBelieved) {
    Proofs proofs;
    EXPECT_TRUE(proofs.admits("1700|abc", "低保", noon, seconds(600)));
    EXPECT_TRUE(proofs.admits("1700|abc", "低保", noon + seconds(599), seconds(600)));
    EXPECT_FALSE(proofs.admits("1700|abc", "转账", noon + seconds(599), seconds(600)));
    EXPECT_TRUE(proofs.admits("1700|abd", "转账", noon + seconds(599), seconds(600)));
    EXPECT_EQ(proofs.held(), 2u);
    // The channel itself refuses it as stale by then.
    EXPECT_TRUE(proofs.admits("1700|abc", "转账", noon + seconds(600), seconds(600)));
    EXPECT_EQ(proofs.held(), 2u);
}

TEST(Proofs, LetSeveralMessagesShareOneAndNeitherWordsNorIdBeChanged) {
    Proofs proofs;
    const auto say = [&](const std::string& id, const std::string& words) {
        return proofs.admits("1700", id + words, Share{id, words}, noon, seconds(600));
    };
    EXPECT_TRUE(say("m1", "低保"));
    EXPECT_TRUE(say("m2", "人工"));
    EXPECT_TRUE(say("m2", "人工"));
    EXPECT_FALSE(say("m2", "转账"));
    EXPECT_FALSE(say("m3", "人工"));
    // What comes when sharing is over is as bound as ever.
    EXPECT_TRUE(proofs.admits("1700", "m1低保", noon + seconds(60), seconds(600)));
    EXPECT_FALSE(proofs.admits("1700", "m4转账", noon + seconds(60), seconds(600)));
}

TEST(Proofs, HoldNoMoreThanTheyMay) {
    Proofs proofs;
    for (std::size_t at = 0; at < Proofs::most + 10; ++at)
        ASSERT_TRUE(proofs.admits(std::to_string(at), "低保", noon, seconds(7200)));
    EXPECT_EQ(proofs.held(), Proofs::most);
    EXPECT_FALSE(proofs.admits(std::to_string(Proofs::most), "转账", noon, seconds(7200)));
}

}  // namespace
}  // namespace gateway::channels
