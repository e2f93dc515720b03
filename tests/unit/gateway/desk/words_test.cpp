#include "gateway/desk/words.h"

#include "gateway/desk/desk_json.h"
#include "tests/unit/gateway/desk/desk_room.h"

#include <gtest/gtest.h>

namespace {

namespace desk = gateway::desk;

TEST(Words, MaskWhoWrites) {
    EXPECT_EQ(desk::shown_address({"sms", "+8613812345678"}), "138****5678");
    EXPECT_EQ(desk::shown_address({"sms", "13812345678"}), "138****5678");
    EXPECT_EQ(desk::shown_address({"web", "c0ffee3f9a"}), "访客 3f9a");
    EXPECT_EQ(desk::shown_address({"wechat", "o6_bmjrPTlm6_2sgVt7hMZOPfL2M"}), "访客 fL2M");
    EXPECT_EQ(desk::shown_address({"web", "x"}), "访客 x");
}

TEST(Words, SayWhyInChinese) {
    EXPECT_EQ(desk::shown_reason("asked"), "居民要求人工");
    EXPECT_EQ(desk::shown_reason("emergency:suicide"), "紧急：有轻生风险");
    EXPECT_EQ(desk::shown_reason("emergency:flood"), "紧急");
}

TEST(Words, TellTheTimeInChina) {
    EXPECT_EQ(desk::shown_time(tests::noon), "2026-11-22T12:00:00+08:00");
    EXPECT_EQ(desk::shown_time(storage::Time{}), "1970-01-01T08:00:00+08:00");
}

TEST(Words, ShortenByLettersNotBytes) {
    EXPECT_EQ(desk::shortened("低保停了", 4), "低保停了");
    EXPECT_EQ(desk::shortened("低保停了", 2), "低保…");
}

TEST(DeskJson, ReadsALogin) {
    const auto login = desk::read_login(R"({"name":"zhangsan","password":"x"})");
    ASSERT_TRUE(login);
    EXPECT_EQ(login->name, "zhangsan");
    for (const char* body : {"", "{}", "[]", R"({"name":1,"password":"x"})", R"({"name":"a"})"}) {
        SCOPED_TRACE(body);
        EXPECT_FALSE(desk::read_login(body));
    }
}

TEST(DeskJson, ReadsATextField) {
    EXPECT_EQ(desk::read_text(R"({"text":"您好"})", "text").value(), "您好");
    EXPECT_EQ(desk::read_text("", "summary").value(), "");
    EXPECT_EQ(desk::read_text("{}", "summary").value(), "");
    EXPECT_FALSE(desk::read_text(R"({"text":1})", "text"));
    EXPECT_FALSE(desk::read_text("[]", "text"));
    EXPECT_FALSE(desk::read_text("{", "text"));
}

TEST(DeskJson, ReadsAHello) {
    EXPECT_EQ(desk::read_hello(R"({"type":"hello","resume_from":10470})"), 10470);
    EXPECT_EQ(desk::read_hello(R"({"type":"hello"})"), 0);
    EXPECT_EQ(desk::read_hello(R"({"type":"hello","resume_from":"x"})"), 0);
    EXPECT_EQ(desk::read_hello(R"({"type":"pong"})"), std::nullopt);
    EXPECT_EQ(desk::read_hello("hello"), std::nullopt);
}

}  // namespace
