#include "gateway/ops/redact.h"

#include <gtest/gtest.h>

namespace gateway::ops {
namespace {

TEST(Redact, KeepsCodesAndHidesSecretsAndWords) {
    struct Case {
        const char* name;
        std::string_view body;
        std::string_view shown;
    };
    constexpr Case cases[] = {
        {"nothing", "", ""},
        {"an answer of WeChat's",
         R"({"errcode":45015,"errmsg":"response out of time limit"})",
         R"({"errcode":"45015","errmsg":"‹26›"})"},
        {"a message to a follower",
         R"({"touser":"oAbCdEf123456","msgtype":"text","text":{"content":"低保"}})",
         R"({"msgtype":"text","text":{"content":"‹2›"},"touser":"‹13›"})"},
        {"a token",
         R"({"access_token":"abc","expires_in":7200})",
         R"({"access_token":"***","expires_in":"7200"})"},
        {"what Aliyun says",
         R"([{"phone_number":"13800000001","err_code":"DELIVERED"}])",
         R"([{"err_code":"DELIVERED","phone_number":"‹11›"}])"},
        {"a number as a name", R"({"13800000001":1})", R"({"‹11›":"1"})"},
        {"a form",
         "From=%2B8613800000001&Body=ok&MessageStatus=sent&AuthToken=x",
         "From=‹16›&Body=‹2›&MessageStatus=sent&AuthToken=***"},
        {"WeChat's XML",
         "<xml><FromUserName><![CDATA[oAbC1]]></FromUserName><MsgType><![CDATA[text]]></MsgType>"
         "<Content><![CDATA[我妈低保]]></Content><MsgId>7001</MsgId></xml>",
         "<xml><FromUserName>‹5›</FromUserName><MsgType>text</MsgType><Content>‹4›</Content>"
         "<MsgId>7001</MsgId></xml>"},
        {"Kannel's word", "0: Accepted for delivery", "‹24 bytes›"},
        {"a page", "hello world, this is a page", "‹27 bytes›"},
        {"broken JSON", R"({"text":"我妈)", "‹15 bytes›"},
        {"a word of one", "success", "success"},
    };
    for (const auto& [name, body, expected] : cases) {
        SCOPED_TRACE(name);
        EXPECT_EQ(redacted(body), expected);
    }
}

TEST(Redact, HidesSecretsInAddresses) {
    EXPECT_EQ(
        redacted_url("/hooks/sms/very-secret-word/receipts?part=7&status=1&sig=abc"),
        "/hooks/sms/***?part=7&status=1&sig=***"
    );
    EXPECT_EQ(
        redacted_url("/hooks/wechat?openid=o1&nonce=5"), "/hooks/wechat?openid=‹2›&nonce=***"
    );
    EXPECT_EQ(
        redacted_url("http://127.0.0.1:13013/cgi-bin/sendsms?username=y&password=p&to=13800000001"),
        "http://127.0.0.1:13013/cgi-bin/sendsms?username=‹1›&password=***&to=‹11›"
    );
}

// Whatever comes: no long number, no Han character, no secret of ours is left in it.
TEST(Redact, LeavesNothingOfAPersonInWhateverItIsGiven) {
    constexpr std::string_view pieces[] = {
        "13800000001",
        "130224199001011234",
        "王秀英",
        "{",
        "}",
        "[",
        "]",
        "\"",
        ":",
        ",",
        "<",
        ">",
        "</",
        "<![CDATA[",
        "<!DOCTYPE a [",
        "<!--",
        "]]>",
        "=",
        "&",
        "%E7%8E%8B",
        "text",
        " ",
        "\\u738b",
        "&#29579;",
        "?"};
    std::uint32_t seed = 11;
    for (int round = 0; round < 20'000; ++round) {
        std::string body;
        for (int i = 0; i < 12; ++i) {
            seed = seed * 1664525U + 1013904223U;
            body += pieces[(seed >> 10) % std::size(pieces)];
        }
        for (const auto& shown : {redacted(body), redacted_url(body)}) {
            ASSERT_EQ(shown.find("13800000001"), std::string::npos) << body;
            ASSERT_EQ(shown.find("19900101"), std::string::npos) << body;
            ASSERT_EQ(shown.find("王"), std::string::npos) << body;
        }
    }
}

}  // namespace
}  // namespace gateway::ops
