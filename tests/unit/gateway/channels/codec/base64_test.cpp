#include "gateway/channels/codec/base64.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace gateway::channels::codec {
namespace {

// RFC 4648 §10.
TEST(Base64, WritesAndReadsTheStandardsExamples) {
    struct Case {
        std::string_view bytes;
        std::string_view text;
    };
    constexpr Case cases[] = {
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"},
    };
    for (const auto& [bytes, text] : cases) {
        SCOPED_TRACE(text);
        EXPECT_EQ(base64(bytes), text);
        EXPECT_EQ(from_base64(text), bytes);
    }
}

TEST(Base64, IsLenientWhereProvidersAreSloppy) {
    EXPECT_EQ(from_base64("Zm8"), "fo") << "no padding";
    EXPECT_EQ(from_base64("Zm9="), "fo") << "left-over bits that are not zero";
    EXPECT_EQ(from_base64("-_-_"), from_base64("+/+/")) << "both alphabets";
}

TEST(Base64, RefusesWhatIsNone) {
    for (const auto* text : {"Z", "Zm9vY", "Zm 9v", "Zm9v\n", "Zg===", "Z=g=", "中文"}) {
        SCOPED_TRACE(text);
        EXPECT_EQ(from_base64(text), std::nullopt);
    }
}

TEST(Base64, UrlFormNeedsNoEscaping) {
    EXPECT_EQ(base64url("\xFB\xFF\xFE"), "-__-");
    EXPECT_EQ(base64url("f"), "Zg");
}

}  // namespace
}  // namespace gateway::channels::codec
