#include "knowledge/ranking/lexical.h"

#include <gtest/gtest.h>

namespace {

using namespace knowledge;

TEST(LexicalIndex, FindsAnArticleByItsOwnWords) {
    const Vocabulary vocabulary("", std::vector<std::uint16_t>(Sounds::count));
    LexicalIndex index;
    index.add(0, "结婚登记要带什么", 1, vocabulary);
    index.add(1, "离婚登记冷静期", 1, vocabulary);
    index.add(2, "养老院床位", 1, vocabulary);
    index.finish();
    const auto scores = index.scores(features("离婚冷静期多少天", vocabulary));
    ASSERT_EQ(scores.size(), 3U);
    EXPECT_GT(scores[1], scores[0]);
    EXPECT_GT(scores[0], scores[2]);
    EXPECT_EQ(scores[2], 0);
    EXPECT_EQ(index.scores({}), (std::vector<double>{0, 0, 0}));
}

}  // namespace
