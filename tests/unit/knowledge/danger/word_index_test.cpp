#include "knowledge/danger/word_index.h"

#include <gtest/gtest.h>

namespace {

using knowledge::danger::WordIndex;

TEST(WordIndex, FindsTheOwnersOfWordsAnywhereInAText) {
    WordIndex index;
    index.add("喝药", 0);
    index.add("喝农药", 1);
    index.add("icu", 2);
    EXPECT_EQ(index.owners_in("他喝农药了"), (std::vector<bool>{false, true, false}));
    EXPECT_EQ(index.owners_in("在icu喝药"), (std::vector<bool>{true, false, true}));
    EXPECT_EQ(index.owners_in("喝"), (std::vector<bool>{false, false, false}));
    EXPECT_EQ(index.owners_in(""), (std::vector<bool>{false, false, false}));
}

TEST(WordIndex, ReadsBrokenTextToItsEnd) {
    WordIndex index;
    index.add("药", 0);
    EXPECT_FALSE(index.owners_in("\xE8\x8D").front());
    EXPECT_TRUE(index.owners_in("\x80药").front());
}

}  // namespace
