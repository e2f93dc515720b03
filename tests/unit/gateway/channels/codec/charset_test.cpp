#include "gateway/channels/codec/charset.h"

#include "dialogs/text/clean.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>

namespace gateway::channels::codec {
namespace {

using namespace std::string_view_literals;

TEST(Charset, ReadsWhatSmsProxiesSend) {
    struct Case {
        std::string_view charset;
        std::string_view bytes;
        std::string_view text;
    };
    constexpr Case cases[] = {
        {"UTF-8", "低保"sv, "低保"},
        {"", "低保"sv, "低保"},
        {"GSM", "hi"sv, "hi"},
        {"UTF-16BE", "\x4F\x4E\x4F\xDD"sv, "低保"},
        {"utf-16be", "\xD8\x3D\xDE\x00"sv, "😀"},
        {"UCS-2", "\x00h\x00i"sv, "hi"},
        {"UTF-16", "\xFF\xFE\x4E\x4F"sv, "低"},
        {"GBK", "\xB5\xCD\xB1\xA3"sv, "低保"},
        {"gb2312", "\xB5\xCD\xB1\xA3"sv, "低保"},
        {"GB18030", "\x81\x39\xEF\x30"sv, "\u3401"},
        {"WINDOWS-1252", "caf\xE9"sv, "café"},
        {"x-martian", "低保"sv, "低保"},
    };
    for (const auto& [charset, bytes, text] : cases) {
        SCOPED_TRACE(charset);
        EXPECT_EQ(to_utf8(bytes, charset), text);
    }
}

TEST(Charset, ReplacesWhatCannotBeRead) {
    EXPECT_EQ(to_utf8("a\xFFz"), "a\uFFFDz");
    EXPECT_EQ(to_utf8("a\0z"sv), "a\uFFFDz");
    EXPECT_EQ(to_utf8("\x4F\x4E\x4F"sv, "UTF-16BE"), "低\uFFFD") << "half a unit";
    EXPECT_EQ(to_utf8("\xD8\x3D"sv, "UTF-16BE"), "\uFFFD") << "half a pair";
}

TEST(Charset, MakesValidUtf8OfAnything) {
    std::mt19937 random(7);
    for (int round = 0; round < 2000; ++round) {
        std::string bytes(random() % 40, '\0');
        for (auto& byte : bytes)
            byte = static_cast<char>(random());
        for (const auto* charset : {"UTF-8", "UTF-16BE", "GBK", "Big5", "windows-1252", "?"}) {
            const auto text = to_utf8(bytes, charset);
            ASSERT_TRUE(dialogs::text::is_valid_utf8(text)) << charset << " round " << round;
            ASSERT_EQ(text.find('\0'), text.npos);
        }
    }
}

}  // namespace
}  // namespace gateway::channels::codec
