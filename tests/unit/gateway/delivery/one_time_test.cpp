#include "gateway/delivery/one_time.h"

#include <gtest/gtest.h>

namespace {

TEST(OneTime, CodesAreToldFromOtherNumbersAndFromTalkAboutThem) {
    struct Case {
        const char* text;
        bool code;
    };
    constexpr Case cases[] = {
        {"您的验证码123456，五分钟内有效", true},
        {"动态密码：8842", true},
        {"民政不会向您要验证码", false},
        {"验证码别给人。电话03154123456", false},
        {"请带1200元", false},
        {"验证码 12 3", false},
        {"", false},
    };
    for (const auto& [text, code] : cases)
        EXPECT_EQ(gateway::delivery::holds_code(text), code) << text;
}

}  // namespace
