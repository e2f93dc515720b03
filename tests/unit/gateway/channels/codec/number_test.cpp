#include "gateway/channels/codec/number.h"

#include <gtest/gtest.h>

#include <string_view>

namespace gateway::channels::codec {
namespace {

TEST(Number, WritesEveryFormOneWay) {
    struct Case {
        std::string_view given;
        std::string_view canonical;
    };
    constexpr Case cases[] = {
        {"13800138000", "+8613800138000"},
        {"8613800138000", "+8613800138000"},
        {"+8613800138000", "+8613800138000"},
        {"008613800138000", "+8613800138000"},
        {"+86 138-0013-8000", "+8613800138000"},
        {" 8613800138000", "+8613800138000"},
        {"10086", "10086"},
        {"1069000012345678", "1069000012345678"},
        {"03154123456", "03154123456"},
        {"+85291234567", "+85291234567"},
        {"0085291234567", "+85291234567"},
        {"", ""},
        {"12", ""},
        {"BANK", ""},
        {"138001380001380013800", ""},
        {"13800+138000", ""},
        {"１３８００１３８０００", ""},
    };
    for (const auto& [given, canonical] : cases) {
        SCOPED_TRACE(given);
        EXPECT_EQ(canonical_number(given), canonical);
        EXPECT_EQ(canonical_number(canonical), canonical);
    }
}

TEST(Number, IsDialledAsMainlandProxiesWantIt) {
    EXPECT_EQ(dialled_number("+8613800138000"), "13800138000");
    EXPECT_EQ(dialled_number("+85291234567"), "+85291234567");
    EXPECT_EQ(dialled_number("10086"), "10086");
}

}  // namespace
}  // namespace gateway::channels::codec
