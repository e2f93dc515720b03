#include "knowledge/ranking/lexicon.h"

#include <gtest/gtest.h>

namespace {

using knowledge::Lexicon;
using Concepts = std::vector<std::uint16_t>;

const Lexicon lexicon("# words\ndibao 低保 地保\nmoney 钱 补贴\n=我 俺 俺们\n=爸 爹 老爹\n");

TEST(Lexicon, NamesWordsOfOneMeaningAlike) {
    EXPECT_EQ(lexicon.concepts(U"地保给钱不"), (Concepts{0, 1}));
    EXPECT_EQ(lexicon.concepts(U"低保低保地保"), Concepts{0});
    EXPECT_EQ(lexicon.concepts(U"天气"), Concepts{});
    EXPECT_EQ(lexicon.concepts(U""), Concepts{});
}

TEST(Lexicon, SaysItPlainlyLongerWordsFirst) {
    EXPECT_EQ(lexicon.plain(U"俺们老爹和俺"), U"我爸和我");
}

TEST(Lexicon, KeepsToItsLimit) {
    std::string many;
    std::u32string text;
    for (char32_t i = 0; i < 60; ++i) {
        many += "c 钱\n";
        text += U"钱";
    }
    EXPECT_EQ(Lexicon(many).concepts(text).size(), Lexicon::max_concepts);
}

}  // namespace
