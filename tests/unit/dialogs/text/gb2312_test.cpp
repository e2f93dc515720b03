#include "dialogs/text/gb2312.h"

#include <gtest/gtest.h>

#include <string_view>

namespace dialogs::text {

TEST(Gb2312, HasWhatOldTelephonesShow) {
    for (const char32_t letter :
         std::u32string_view(U"滦南民政低保【】（），。：？！、“”…—09azX\n①"))
        EXPECT_TRUE(in_gb2312(letter)) << static_cast<unsigned>(letter);
}

TEST(Gb2312, LacksRareCharactersTraditionalOnesAndEmoji) {
    for (const char32_t letter : std::u32string_view(U"倴堃镕㙍縣補😊€"))
        EXPECT_FALSE(in_gb2312(letter)) << static_cast<unsigned>(letter);
}

}  // namespace dialogs::text
