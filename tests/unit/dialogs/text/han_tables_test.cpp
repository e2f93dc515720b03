#include "dialogs/text/han_tables.h"

#include "dialogs/text/pinyin.h"
#include "dialogs/text/script.h"

#include <gtest/gtest.h>

namespace dialogs::text {
namespace {

TEST(HanTables, ReadIdeographsAndNothingElse) {
    EXPECT_EQ(han_reading(U'低'), "di");
    EXPECT_EQ(han_reading(U'吕'), "lu");
    EXPECT_EQ(han_reading(U'〇'), "ling");
    EXPECT_EQ(han_reading(U'𠀀'), "he");
    for (const char32_t other :
         {U'\0', U'a', U'9', U'，', U'あ', U'㏿', char32_t{0xA000}, char32_t{0x10FFFF}})
        EXPECT_EQ(han_reading(other), "") << static_cast<unsigned>(other);
}

TEST(HanTables, KnowWhatIsWrittenOtherwise) {
    for (const char32_t letter : {U'國', U'臺', U'補', U'貼'})
        EXPECT_TRUE(is_traditional(letter)) << static_cast<unsigned>(letter);
    for (const char32_t letter : {U'国', U'一', U'a', char32_t{0x10FFFF}})
        EXPECT_FALSE(is_traditional(letter)) << static_cast<unsigned>(letter);
    EXPECT_EQ(simplify(U"補貼的薴"), U"补贴的苎");
}

TEST(HanTables, LeaveWordsWithAnotherReadingToPinyin) {
    EXPECT_EQ(pinyin("重庆"), "chongqing");
    EXPECT_EQ(pinyin("重量"), "zhongliang");
    EXPECT_EQ(pinyin("沈阳"), "shenyang");
    EXPECT_EQ(pinyin("秘鲁"), "bilu");
    EXPECT_EQ(pinyin("藏文"), "zangwen");
}

}  // namespace
}  // namespace dialogs::text
