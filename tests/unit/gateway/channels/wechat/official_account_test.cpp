#include "gateway/channels/wechat/official_account.h"

#include "tests/unit/gateway/channels/wechat/samples.h"

#include <gtest/gtest.h>

#include <string>
#include <variant>

namespace gateway::channels::wechat {
namespace {

using weixin::Envelope;
using weixin::Form;
using weixin::Payload;
using weixin::read_payload;
using weixin::signature;

using config::WechatMode;
using dialogs::Fault;
using samples::noon;

constexpr WechatMode modes[] = {WechatMode::plain, WechatMode::compat, WechatMode::safe};

http::Request echo_check(const std::string& timestamp, const std::string& proof) {
    return samples::call(
        "GET",
        {{"signature", proof},
         {"timestamp", timestamp},
         {"nonce", "1514711492"},
         {"echostr", "4375120948345356249"}},
        ""
    );
}

TEST(OfficialAccount, AnswersTheUrlCheckInEveryMode) {
    for (const auto mode : modes) {
        auto settings = samples::settings(mode);
        settings.token = ops::Secret("AAAAA");  // the example of the documentation
        const auto account = OfficialAccount::make("wechat", settings).value();
        const auto request = echo_check("1714036504", "f464b24fc39322e44b38aa78f5edd27bd1441696");
        const auto incoming = account->receive(request, "", samples::at(1714036510));
        ASSERT_TRUE(incoming);
        const auto* challenge = std::get_if<Challenge>(&*incoming);
        ASSERT_NE(challenge, nullptr);
        EXPECT_EQ(challenge->reply.status, 200);
        EXPECT_EQ(challenge->reply.body, "4375120948345356249");

        const auto forged = echo_check("1714036504", "f464b24fc39322e44b38aa78f5edd27bd1441697");
        EXPECT_EQ(
            account->receive(forged, "", samples::at(1714036510)).error().fault, Fault::denied
        );
    }
}

const dialogs::Message* only_message(const dialogs::Result<Incoming>& incoming) {
    if (!incoming) return nullptr;
    const auto* received = std::get_if<Received>(&*incoming);
    return received && received->messages.size() == 1 ? &received->messages[0] : nullptr;
}

TEST(OfficialAccount, ReadsPlainMessagesOnlyInPlainMode) {
    const auto request = samples::plain_post(noon, samples::text_xml("低保"));
    const auto ambient = samples::at(noon);
    const auto incoming = samples::account(WechatMode::plain)->receive(request, "", ambient);
    ASSERT_NE(only_message(incoming), nullptr);
    EXPECT_EQ(only_message(incoming)->text, "低保");
    for (const auto mode : {WechatMode::compat, WechatMode::safe}) {
        const auto refused = samples::account(mode)->receive(request, "", ambient);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().fault, Fault::denied);
    }
}

TEST(OfficialAccount, ReadsSealedMessages) {
    const auto request = samples::sealed_post(noon, samples::sealed(samples::text_xml("低保")));
    for (const auto mode : {WechatMode::compat, WechatMode::safe}) {
        const auto incoming = samples::account(mode)->receive(request, "", samples::at(noon));
        ASSERT_NE(only_message(incoming), nullptr);
        EXPECT_EQ(only_message(incoming)->text, "低保");
    }
}

TEST(OfficialAccount, BelievesOnlyTheSealedPartInCompatMode) {
    const auto request = samples::sealed_post(
        noon, samples::sealed(samples::text_xml("真的")), "<Content>假的</Content><MsgId>9</MsgId>"
    );
    const auto incoming =
        samples::account(WechatMode::compat)->receive(request, "", samples::at(noon));
    ASSERT_NE(only_message(incoming), nullptr);
    EXPECT_EQ(only_message(incoming)->text, "真的");
}

TEST(OfficialAccount, ReadsTheDocumentedSealedCall) {
    auto settings = samples::settings(WechatMode::safe);
    settings.token = ops::Secret("AAAAA");
    settings.encoding_aes_key = ops::Secret(std::string(43, 'A'));
    settings.app_id = "wxba5fad812f8e6fb9";
    settings.original_id = "gh_97417a04a28d";
    const std::string encrypted =
        "+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/"
        "ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcv"
        "ZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+"
        "l5kdfMuFUPpRSrfMZuMcp3F"
        "n2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/"
        "P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSe"
        "OBrebufAlr7F9mFUPAJGj04=";
    const auto post = [&](const std::string& proof) {
        return samples::call(
            "POST",
            {{"timestamp", "1714112445"}, {"nonce", "415670741"}, {"msg_signature", proof}},
            "{\"ToUserName\":\"gh_97417a04a28d\",\"Encrypt\":\"" + encrypted + "\"}"
        );
    };
    const auto account = OfficialAccount::make("wechat", settings).value();
    const auto ambient = samples::at(1714112447);
    EXPECT_TRUE(account->receive(post("046e02f8204d34f8ba5fa3b1db94908f3df2e9b3"), "", ambient));
    // The plain `signature` of the same URL proves nothing about the content.
    const auto unsealed = signature({"AAAAA", "1714112445", "415670741"});
    EXPECT_FALSE(account->receive(post(unsealed), "", ambient));
}

TEST(OfficialAccount, TakesCallsFromFiveMinutesAround) {
    const auto account = samples::account(WechatMode::safe);
    const auto request = samples::sealed_post(noon, samples::sealed(samples::text_xml("低保")));
    struct Case {
        long long seconds;
        bool taken;
    };
    constexpr Case cases[] = {
        {-301, false},
        {-300, true},
        {0, true},
        {15, true},
        {300, true},
        {301, false},
    };
    for (const auto& [seconds, taken] : cases) {
        SCOPED_TRACE(seconds);
        const auto incoming = account->receive(request, "", samples::at(noon + seconds));
        EXPECT_EQ(incoming.has_value(), taken);
        EXPECT_TRUE(incoming || incoming.error().fault == Fault::denied);
    }
}

TEST(OfficialAccount, ReadsARetrySignedAnewAsTheSameMessage) {
    const auto account = samples::account(WechatMode::safe);
    const auto clear = samples::text_xml("低保");
    const auto first = account->receive(
        samples::sealed_post(noon, samples::sealed(clear, 1)), "", samples::at(noon)
    );
    const auto retry = account->receive(
        samples::sealed_post(noon + 5, samples::sealed(clear, 2)), "", samples::at(noon + 5)
    );
    ASSERT_NE(only_message(first), nullptr);
    ASSERT_NE(only_message(retry), nullptr);
    EXPECT_EQ(*only_message(first), *only_message(retry));
}

TEST(OfficialAccount, RefusesAnothersCallsWithOneError) {
    const auto account = samples::account(WechatMode::safe);
    const auto another = Envelope::make(samples::key, "wxffffffffffffffff").value();
    const auto not_for_us = another.seal(samples::text_xml("低保"), {});
    const auto to_another = samples::sealed(samples::message_xml("", "gh_other"));
    auto no_proof = samples::sealed_post(noon, samples::sealed(samples::text_xml("低保")));
    no_proof.query = "timestamp=" + samples::now_text(noon) + "&nonce=415670741";
    struct Case {
        const char* name;
        http::Request request;
    };
    const Case cases[] = {
        {"another account id", samples::sealed_post(noon, to_another)},
        {"another app id", samples::sealed_post(noon, not_for_us)},
        {"no base64", samples::sealed_post(noon, "@@@@")},
        {"no Encrypt", samples::plain_post(noon, samples::text_xml("低保"))},
        {"no proof", no_proof},
        {"no query", samples::call("POST", {}, samples::text_xml("低保"))},
    };
    const auto first = account->receive(cases[0].request, "", samples::at(noon));
    for (const auto& [name, request] : cases) {
        SCOPED_TRACE(name);
        const auto refused = account->receive(request, "", samples::at(noon));
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().fault, Fault::denied);
        EXPECT_EQ(refused.error().detail, first.error().detail);
        EXPECT_EQ(account->refuse(refused.error()).status, 401);
    }
}

// What the account answers to a call that says something.
http::Reply answer(WechatMode mode, const http::Request& request, std::vector<std::string> parts) {
    const auto account = samples::account(mode);
    const auto incoming = account->receive(request, "", samples::at(noon));
    const auto& to = std::get<Received>(incoming.value()).reply_to;
    return account->acknowledge(to, parts, samples::at(noon));
}

TEST(OfficialAccount, AnswersSuccessWhenThereIsNothingToSay) {
    const auto request = samples::sealed_post(noon, samples::sealed(samples::text_xml("低保")));
    const auto reply = answer(WechatMode::safe, request, {});
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "success");
}

void expect_reply(const Payload& payload, const std::string& content) {
    EXPECT_EQ(payload.get("ToUserName"), samples::openid);
    EXPECT_EQ(payload.get("FromUserName"), samples::original_id);
    EXPECT_EQ(payload.get("CreateTime"), samples::now_text(noon));
    EXPECT_EQ(payload.get("MsgType"), "text");
    EXPECT_EQ(payload.get("Content"), content);
}

TEST(OfficialAccount, RepliesInTheModeAndFormOfTheCall) {
    const auto plain = answer(
        WechatMode::plain,
        samples::plain_post(noon, samples::text_xml("低保")),
        {"要带身份证", "还有别的要问吗"}
    );
    EXPECT_EQ(plain.type, "application/xml; charset=utf-8");
    expect_reply(read_payload(plain.body).value(), "要带身份证\n\n还有别的要问吗");

    const std::string json = "{\"ToUserName\":\"gh_0123456789ab\",\"FromUserName\":\"" +
                             samples::openid +
                             "\",\"CreateTime\":1795305600,\"MsgType\":\"text\",\"Content\":\"x\","
                             "\"MsgId\":1}";
    for (const auto& clear : {samples::text_xml("低保"), json}) {
        const auto sealed = answer(
            WechatMode::safe, samples::sealed_post(noon, samples::sealed(clear)), {"要带]]>身份证"}
        );
        const auto outer = read_payload(sealed.body).value();
        EXPECT_EQ(outer.form, clear == json ? Form::json : Form::xml);
        EXPECT_EQ(
            outer.get("MsgSignature"),
            signature(
                {samples::token, outer.get("TimeStamp"), outer.get("Nonce"), outer.get("Encrypt")}
            )
        );
        const auto inner = samples::envelope().open(outer.get("Encrypt"));
        ASSERT_TRUE(inner);
        expect_reply(read_payload(*inner).value(), "要带]]>身份证");
    }
}

TEST(OfficialAccount, TakesAlongWhatFitsTwoThousandBytes) {
    const auto account = samples::account(WechatMode::safe);
    const std::string half(1023, 'x');  // two and the blank line between them: 2,048
    EXPECT_EQ(account->carried({}), 0u);
    EXPECT_EQ(account->carried({"a"}), 1u);
    EXPECT_EQ(account->carried({half, half}), 2u);
    EXPECT_EQ(account->carried({half, half + "x"}), 1u);
    EXPECT_EQ(account->carried({half, half, "a"}), 2u);
}

TEST(OfficialAccount, CutsLongAnswersByBytes) {
    dialogs::Say say;
    for (int i = 0; i < 3000; ++i)
        say.text += "滦";
    const auto parts = samples::account(WechatMode::safe)->plan(say);
    std::string joined;
    for (const auto& part : parts) {
        EXPECT_LE(part.size(), 2048u);
        joined += part;
    }
    EXPECT_EQ(parts.size(), 5u);
    EXPECT_EQ(joined, say.text);
}

TEST(OfficialAccount, NeedsAKeyThatIsOne) {
    auto settings = samples::settings(WechatMode::safe);
    settings.encoding_aes_key = ops::Secret("short");
    EXPECT_EQ(OfficialAccount::make("wechat", settings).error().fault, Fault::malformed);
    settings.mode = WechatMode::plain;
    EXPECT_TRUE(OfficialAccount::make("wechat", settings));
    settings.token = ops::Secret();
    EXPECT_EQ(OfficialAccount::make("wechat", settings).error().fault, Fault::malformed);
}

}  // namespace
}  // namespace gateway::channels::wechat
