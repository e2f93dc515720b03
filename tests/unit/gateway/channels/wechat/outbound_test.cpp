#include "gateway/channels/wechat/outbound.h"

#include <gtest/gtest.h>

#include <string>
#include <variant>

namespace gateway::channels::wechat {
namespace {

http::Answer answer(int status, std::string body) {
    http::Answer out;
    out.status = status;
    out.body = std::move(body);
    return out;
}

TEST(WechatOutbound, SendsRawUtf8) {
    Part part;
    part.to = "oLN-0001";
    part.text = "带身份证 <原件> & \"复印件\"";
    const auto call = build_send("https://api.weixin.example", "to/ken+1", part);
    EXPECT_EQ(call.method, "POST");
    EXPECT_EQ(
        call.url, "https://api.weixin.example/cgi-bin/message/custom/send?access_token=to%2Fken%2B1"
    );
    EXPECT_EQ(
        call.body,
        "{\"msgtype\":\"text\",\"text\":{\"content\":\"带身份证 <原件> & \\\"复印件\\\"\"},"
        "\"touser\":\"oLN-0001\"}"
    );
}

template <class Outcome>
bool is(const SendOutcome& outcome) {
    return std::holds_alternative<Outcome>(outcome);
}

TEST(WechatOutbound, ReadsErrcodeAndNotTheStatus) {
    const auto by_code = [](int code) {
        return interpret_send(
            answer(200, "{\"errcode\":" + std::to_string(code) + ",\"errmsg\":\"x\"}")
        );
    };
    EXPECT_TRUE(is<Accepted>(by_code(0)));
    for (const int code : {40001, 40014, 41001, 42001})
        EXPECT_TRUE(is<Stale>(by_code(code)));
    for (const int code : {-1, 40164, 45009, 45011})
        EXPECT_TRUE(is<Deferred>(by_code(code))) << code;
    for (const int code : {40003, 43004, 43019, 45002, 45015, 45047, 48001, 50002, 99999})
        EXPECT_TRUE(is<Rejected>(by_code(code))) << code;
    EXPECT_EQ(std::get<Rejected>(by_code(45015)).code, "45015");
    for (const int code : {45015, 45047, 43004, 43101})
        EXPECT_EQ(std::get<Rejected>(by_code(code)).reason, Rejected::Reason::window_closed);
    EXPECT_EQ(std::get<Rejected>(by_code(40003)).reason, Rejected::Reason::useless);
}

TEST(WechatOutbound, IsUnsureWhenWeChatDidNotAnswer) {
    EXPECT_TRUE(is<Unclear>(interpret_send(answer(200, "<html>portal</html>"))));
    EXPECT_TRUE(is<Unclear>(interpret_send(answer(200, "{}"))));
    EXPECT_TRUE(is<Unclear>(interpret_send(answer(200, "{\"errcode\":\"0\"}"))));
    EXPECT_TRUE(is<Unclear>(interpret_send(answer(502, ""))));
    EXPECT_TRUE(is<Deferred>(interpret_send(answer(503, ""))));
    EXPECT_TRUE(is<Rejected>(interpret_send(answer(404, ""))));
}

TEST(WechatOutbound, AsksForTheStableToken) {
    const auto call = build_token("https://api.weixin.example", "wx1", "secret");
    EXPECT_EQ(call.url, "https://api.weixin.example/cgi-bin/stable_token");
    EXPECT_EQ(
        call.body,
        "{\"appid\":\"wx1\",\"force_refresh\":false,\"grant_type\":\"client_credential\","
        "\"secret\":\"secret\"}"
    );
    const auto token = read_token(answer(200, "{\"access_token\":\"abc\",\"expires_in\":7200}"));
    ASSERT_TRUE(token);
    EXPECT_EQ(token->value, "abc");
    EXPECT_EQ(token->lasts, std::chrono::seconds(7200));
}

TEST(WechatOutbound, TellsABadAccountFromABadMoment) {
    using dialogs::Fault;
    const auto fault = [](int status, const char* body) {
        return read_token(answer(status, body)).error().fault;
    };
    EXPECT_EQ(fault(200, "{\"errcode\":40125,\"errmsg\":\"invalid appsecret\"}"), Fault::denied);
    EXPECT_EQ(fault(200, "{\"errcode\":45011}"), Fault::unavailable);
    EXPECT_EQ(fault(200, "{\"errcode\":-1}"), Fault::unavailable);
    EXPECT_EQ(fault(200, "{}"), Fault::unavailable);
    EXPECT_EQ(fault(200, "[]"), Fault::unavailable);
    EXPECT_EQ(fault(200, "{\"access_token\":1,\"expires_in\":7200}"), Fault::unavailable);
    EXPECT_EQ(fault(502, "{\"access_token\":\"abc\",\"expires_in\":7200}"), Fault::unavailable);
}

}  // namespace
}  // namespace gateway::channels::wechat
