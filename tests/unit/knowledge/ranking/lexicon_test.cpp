#include "knowledge/ranking/lexicon.h"

#include <gtest/gtest.h>

namespace {

using knowledge::Lexicon;
using knowledge::Sounds;
using Concepts = std::vector<std::uint16_t>;

// 券 and 卷 sound alike, 证 and 政 too; nothing else is heard.
const Sounds sounds = [] {
    std::vector<std::uint16_t> table(Sounds::count);
    table[U'券' - Sounds::first] = table[U'卷' - Sounds::first] = 1;
    table[U'证' - Sounds::first] = table[U'政' - Sounds::first] = 2;
    return Sounds(table);
}();
const Lexicon lexicon(
    "# words\ndibao 低保 地保\nmoney 钱 补贴\nvoucher 养老券 残证\n=我 俺 俺们\n=爸 爹 老爹\n",
    sounds
);

Concepts concepts(std::u32string_view text) { return lexicon.concepts(text, sounds.of(text)); }

TEST(Lexicon, NamesWordsOfOneMeaningAlike) {
    EXPECT_EQ(concepts(U"地保给钱不"), (Concepts{0, 1}));
    EXPECT_EQ(concepts(U"低保低保地保"), Concepts{0});
    EXPECT_EQ(concepts(U"天气"), Concepts{});
    EXPECT_EQ(concepts(U""), Concepts{});
}

TEST(Lexicon, HearsLongWordsHoweverTheyAreWritten) {
    EXPECT_EQ(concepts(U"养老卷咋领"), Concepts{2});
    EXPECT_EQ(concepts(U"残政"), Concepts{});
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
    EXPECT_EQ(Lexicon(many, sounds).concepts(text, text).size(), Lexicon::max_concepts);
}

}  // namespace
