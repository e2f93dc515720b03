#include "gateway/channels/wecom/application.h"

#include "gateway/channels/weixin/payload.h"
#include "tests/unit/gateway/channels/wecom/samples.h"

#include <gtest/gtest.h>

#include <string>
#include <variant>

namespace gateway::channels::wecom {
namespace {

dialogs::Result<Incoming> receive(const http::Request& request) {
    return samples::application()->receive(request, "", samples::at(samples::noon));
}

dialogs::Result<Incoming> receive_xml(const std::string& rest) {
    return receive(samples::sealed_post(samples::noon, samples::message_xml(rest)));
}

TEST(Wecom, AnswersTheUrlCheckWithTheClearText) {
    const auto incoming = receive(samples::url_check(samples::noon, "1616140317555161061"));
    ASSERT_TRUE(incoming);
    EXPECT_EQ(std::get<Challenge>(*incoming).reply.body, "1616140317555161061");
    auto forged = samples::url_check(samples::noon, "1616140317555161061");
    forged.query.replace(forged.query.find("nonce=1"), 7, "nonce=2");
    EXPECT_FALSE(receive(forged));
}

TEST(Wecom, ReadsAMembersMessage) {
    const auto incoming =
        receive(samples::sealed_post(samples::noon, samples::text_xml("低保", "77")));
    ASSERT_TRUE(incoming);
    const auto& received = std::get<Received>(*incoming);
    const auto& message = received.messages.at(0);
    EXPECT_EQ(message.from, (dialogs::Address{"wecom", samples::userid}));
    EXPECT_EQ(message.id, "77");
    EXPECT_EQ(message.text, "低保");
    EXPECT_EQ(received.reply_to.person, samples::userid);
}

TEST(Wecom, TakesAButtonForAClick) {
    const auto incoming = receive_xml(
        "<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[template_card_event]]></Event>"
        "<EventKey><![CDATA[2]]></EventKey><TaskId><![CDATA[part-17]]></TaskId>"
        "<CardType><![CDATA[button_interaction]]></CardType>"
        "<ResponseCode><![CDATA[rc]]></ResponseCode><AgentID>1000002</AgentID>"
    );
    ASSERT_TRUE(incoming);
    const auto& message = std::get<Received>(*incoming).messages.at(0);
    EXPECT_EQ(message.event, "click");
    EXPECT_EQ(message.event_key, "2");
    EXPECT_TRUE(message.id.starts_with("event-"));
    const auto entered = receive_xml(
        "<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[enter_agent]]></Event>"
        "<AgentID>1000002</AgentID>"
    );
    EXPECT_TRUE(std::get<Received>(*entered).messages.empty());
}

TEST(Wecom, RefusesWhatIsForAnother) {
    const std::string body =
        "<MsgType><![CDATA[text]]></MsgType><Content>1</Content><MsgId>1</MsgId>";
    EXPECT_TRUE(receive_xml(body));
    const auto other_agent = receive_xml(body + "<AgentID>1000003</AgentID>");
    ASSERT_FALSE(other_agent);
    EXPECT_EQ(other_agent.error().fault, dialogs::Fault::denied);
    auto other_corporation = samples::message_xml(body);
    other_corporation.replace(other_corporation.find("ww0"), 3, "ww1");
    EXPECT_FALSE(receive(samples::sealed_post(samples::noon, other_corporation)));
    // Clear text is never believed.
    auto clear = samples::sealed_post(samples::noon, "x");
    clear.body = samples::text_xml("转账");
    EXPECT_FALSE(receive(clear));
}

TEST(Wecom, SealsAPassiveReply) {
    const auto app = samples::application();
    ReplyTo to;
    to.person = samples::userid;
    const auto reply = app->acknowledge(to, {"带身份证", "还有吗"}, samples::at(samples::noon));
    const auto outer = weixin::read_payload(reply.body).value();
    EXPECT_EQ(
        outer.get("MsgSignature"),
        weixin::signature(
            {samples::token, outer.get("TimeStamp"), outer.get("Nonce"), outer.get("Encrypt")}
        )
    );
    const auto inner =
        weixin::read_payload(samples::envelope().open(outer.get("Encrypt")).value()).value();
    EXPECT_EQ(inner.get("ToUserName"), samples::userid);
    EXPECT_EQ(inner.get("FromUserName"), samples::corp_id);
    EXPECT_EQ(inner.get("MsgType"), "text");
    EXPECT_EQ(inner.get("Content"), "带身份证\n\n还有吗");
    EXPECT_EQ(app->acknowledge(to, {}, samples::at(samples::noon)).body, "");
}

TEST(Wecom, SendsText) {
    const auto call = samples::application()->build(
        {17, "ZhangSan.01", "您好 <1>"}, "to/ken", samples::at(samples::noon)
    );
    EXPECT_EQ(call.url, "https://qyapi.weixin.example/cgi-bin/message/send?access_token=to%2Fken");
    EXPECT_EQ(
        call.body,
        R"({"agentid":1000002,"msgtype":"text","text":{"content":"您好 <1>"},"touser":"ZhangSan.01"})"
    );
}

TEST(Wecom, SendsButtonsAsACardOfTheirOwn) {
    const auto app = samples::application();
    dialogs::Say say;
    say.text = "新工单 W-17";
    say.choices = {{"accept", "接单"}, {"pass", "转派"}};
    const auto parts = app->plan(say);
    ASSERT_EQ(parts.size(), 2u);
    EXPECT_EQ(parts[0], "新工单 W-17");
    EXPECT_EQ(app->carried(parts), 1u);
    const auto call = app->build({18, "ZhangSan.01", parts[1]}, "t", samples::at(samples::noon));
    EXPECT_EQ(
        call.body,
        R"({"agentid":1000002,"msgtype":"template_card","template_card":{"button_list":[)"
        R"({"key":"accept","style":1,"text":"接单"},{"key":"pass","style":2,"text":"转派"}],)"
        R"("card_type":"button_interaction","main_title":{"title":"请选择"},"task_id":"part-18"},)"
        R"("touser":"ZhangSan.01"})"
    );
    say.choices.assign(7, {"1", "查政策"});
    EXPECT_EQ(app->plan(say).size(), 1u) << "more than a card holds are words";
    EXPECT_NE(app->plan(say)[0].find("1 查政策"), std::string::npos);
}

TEST(Wecom, SpeaksToTheGroupsRobot) {
    const auto call = samples::application()->build(
        {19, std::string(group_robot), "**新工单** W-17"}, "t", samples::at(samples::noon)
    );
    EXPECT_EQ(call.url, "https://qyapi.weixin.example/cgi-bin/webhook/send?key=693a91f6-7xxx");
    EXPECT_EQ(call.body, R"({"markdown":{"content":"**新工单** W-17"},"msgtype":"markdown"})");
}

SendOutcome outcome(const std::string& body) {
    http::Answer answer;
    answer.status = 200;
    answer.body = body;
    return samples::application()->interpret(answer);
}

TEST(Wecom, ReadsTheAnswers) {
    const auto sent = outcome(R"({"errcode":0,"errmsg":"ok","invaliduser":"","msgid":"xx"})");
    EXPECT_EQ(std::get<Accepted>(sent).provider_id, "xx");
    EXPECT_EQ(
        std::get<Rejected>(outcome(R"({"errcode":0,"invaliduser":"ZhangSan.01","msgid":"x"})"))
            .code,
        "invaliduser"
    );
    EXPECT_EQ(std::get<Rejected>(outcome(R"({"errcode":81013})")).code, "81013");
    for (const auto* code : {"40014", "42001", "41001"})
        EXPECT_TRUE(
            std::holds_alternative<Stale>(outcome(std::string(R"({"errcode":)") + code + "}"))
        );
    for (const auto* code : {"-1", "45009", "45033", "60020"})
        EXPECT_TRUE(
            std::holds_alternative<Deferred>(outcome(std::string(R"({"errcode":)") + code + "}"))
        );
    EXPECT_TRUE(std::holds_alternative<Unclear>(outcome("{}")));
}

TEST(Wecom, AsksForATokenByItsSecret) {
    const auto call = samples::application()->ask_token().value();
    EXPECT_EQ(call.method, "GET");
    EXPECT_EQ(
        call.url,
        "https://qyapi.weixin.example/cgi-bin/gettoken?corpid=ww0123456789abcdef"
        "&corpsecret=secret-of-the-application"
    );
    http::Answer answer;
    answer.status = 200;
    answer.body = R"({"errcode":0,"errmsg":"ok","access_token":"abc","expires_in":7200})";
    EXPECT_EQ(samples::application()->read_token(answer)->value, "abc");
    answer.body = R"({"errcode":40001,"errmsg":"invalid credential"})";
    EXPECT_EQ(samples::application()->read_token(answer).error().fault, dialogs::Fault::denied);
}

TEST(Wecom, NeedsItsKeys) {
    auto settings = samples::settings();
    settings.encoding_aes_key = ops::Secret("short");
    EXPECT_FALSE(Application::make("wecom", settings));
    settings = samples::settings();
    settings.token = ops::Secret();
    EXPECT_FALSE(Application::make("wecom", settings));
}

}  // namespace
}  // namespace gateway::channels::wecom
