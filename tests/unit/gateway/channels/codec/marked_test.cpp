#include "gateway/channels/codec/marked.h"

#include <gtest/gtest.h>

#include <string>

namespace gateway::channels::codec {
namespace {

TEST(Marked, KeepsAWayBackBesideTheText) {
    const auto part = mark("1795 https://a/b?c=d", "带身份证");
    const auto [way, text] = read_marked(part);
    EXPECT_EQ(way, "1795 https://a/b?c=d");
    EXPECT_EQ(text, "带身份证");
}

TEST(Marked, LeavesAPlainPartAlone) {
    EXPECT_EQ(mark("", "带身份证"), "带身份证");
    for (const std::string plain : {"", "带身份证", "\x1d never closed"}) {
        EXPECT_EQ(read_marked(plain).way, "");
        EXPECT_EQ(read_marked(plain).text, plain);
    }
}

}  // namespace
}  // namespace gateway::channels::codec
