#include "gateway/channels/wecom/application.h"

#include "gateway/channels/codec/marked.h"
#include "gateway/channels/wecom/card.h"
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

std::string press_xml(const std::string& button, const std::string& code) {
    return "<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[template_card_event]]></Event>"
           "<EventKey><![CDATA[" +
           button +
           "]]></EventKey><TaskId><![CDATA[part-17]]></TaskId>"
           "<CardType><![CDATA[button_interaction]]></CardType>"
           "<ResponseCode><![CDATA[" +
           code + "]]></ResponseCode><AgentID>1000002</AgentID>";
}

TEST(Wecom, TakesAPressedButtonForWhatIsOnIt) {
    const auto incoming = receive_xml(press_xml("2 查办理进度", "rc-1"));
    ASSERT_TRUE(incoming);
    const auto& received = std::get<Received>(*incoming);
    const auto& message = received.messages.at(0);
    EXPECT_EQ(message.kind, dialogs::MessageKind::event);
    EXPECT_EQ(message.event, "click");
    EXPECT_EQ(message.event_key, "2");
    EXPECT_EQ(message.text, "查办理进度");
    ASSERT_TRUE(received.pressed);
    EXPECT_EQ(received.pressed->person, samples::userid);
    EXPECT_EQ(received.pressed->code, "rc-1");
    EXPECT_EQ(received.pressed->label, "查办理进度");
    const auto call = samples::application()->settle(*received.pressed, "to/ken");
    EXPECT_EQ(
        call.url,
        "https://qyapi.weixin.example/cgi-bin/message/update_template_card?access_token=to%2Fken"
    );
    EXPECT_EQ(
        call.body,
        R"({"agentid":1000002,"button":{"replace_name":"已选：查办理进度"},)"
        R"("response_code":"rc-1","userids":["ZhangSan.01"]})"
    );
}

TEST(Wecom, CountsACardsPressesForOne) {
    const auto id_of = [](const std::string& xml) {
        const auto incoming = receive_xml(xml);
        return std::get<Received>(*incoming).messages.at(0).id;
    };
    const auto first = id_of(press_xml("2 查办理进度", "rc-1"));
    EXPECT_TRUE(first.starts_with("card-"));
    EXPECT_LE(first.size(), 64u);
    EXPECT_EQ(id_of(press_xml("1 查政策", "rc-2")), first);
    auto other = press_xml("2 查办理进度", "rc-3");
    other.replace(other.find("part-17"), 7, "part-18");
    EXPECT_NE(id_of(other), first);
    auto nameless = press_xml("2 查办理进度", "");
    nameless.erase(
        nameless.find("<TaskId>"), nameless.find("</TaskId>") + 9 - nameless.find("<TaskId>")
    );
    EXPECT_TRUE(id_of(nameless).starts_with("event-"));
}

TEST(Wecom, TakesAMenuForAClickAndOtherEventsForNothing) {
    const std::string event = "<MsgType><![CDATA[event]]></MsgType><AgentID>1000002</AgentID>";
    const auto clicked =
        receive_xml(event + "<Event><![CDATA[click]]></Event><EventKey><![CDATA[2]]></EventKey>");
    const auto& received = std::get<Received>(*clicked);
    EXPECT_EQ(received.messages.at(0).event_key, "2");
    EXPECT_EQ(received.messages.at(0).text, "");
    EXPECT_FALSE(received.pressed);
    const auto entered = receive_xml(event + "<Event><![CDATA[enter_agent]]></Event>");
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

dialogs::Say question() {
    dialogs::Say say;
    say.text = "您要问哪一样？";
    say.choices = {{"1", "查政策"}, {"0", "找工作人员"}};
    return say;
}

TEST(Wecom, AsksWithButtonsOnACard) {
    const auto app = samples::application();
    const auto parts = app->plan(question());
    ASSERT_EQ(parts.size(), 1u);
    EXPECT_EQ(codec::read_marked(parts[0]).text, "您要问哪一样？") << "what a clerk is shown";
    EXPECT_EQ(app->carried(parts), 0u) << "a card leaves by itself";
    EXPECT_EQ(app->carried({"好的", parts[0]}), 1u);
    const auto call = app->build({18, "ZhangSan.01", parts[0]}, "t", samples::at(samples::noon));
    EXPECT_EQ(
        call.body,
        R"({"agentid":1000002,"msgtype":"template_card","template_card":{"button_list":[)"
        R"({"key":"1 查政策","style":1,"text":"1 查政策"},)"
        R"({"key":"0 找工作人员","style":2,"text":"0 找工作人员"}],)"
        R"("card_type":"button_interaction","main_title":{"title":"请选择"},)"
        R"("sub_title_text":"您要问哪一样？","task_id":"part-18"},"touser":"ZhangSan.01"})"
    );
}

TEST(Wecom, AsksInWordsWhatNoCardShows) {
    const auto app = samples::application();
    auto many = question();
    many.choices = {{"1", "a"}, {"2", "b"}, {"3", "c"}, {"4", "d"}, {"5", "e"}, {"6", "f"}};
    EXPECT_TRUE(read_card(app->plan(many).at(0)));
    many.choices.push_back({"7", "g"});
    EXPECT_EQ(app->plan(many).at(0), "您要问哪一样？\n1a\n2b\n3c\n4d\n5e\n6f\n7g");
    auto one = question();
    one.choices.pop_back();
    EXPECT_EQ(app->plan(one).at(0), "您要问哪一样？\n1查政策");
    auto wordy = question();
    wordy.choices[0].label = "九个字的一个选项啊";
    EXPECT_FALSE(read_card(app->plan(wordy).at(0)));
    auto lengthy = question();
    lengthy.text.clear();
    for (int letters = 0; letters < 113; ++letters)
        lengthy.text += "长";
    EXPECT_FALSE(read_card(app->plan(lengthy).at(0)));
    lengthy.text.resize(lengthy.text.size() - 3);
    EXPECT_TRUE(read_card(app->plan(lengthy).at(0)));
}

TEST(Wecom, PutsWordsInThePlaceOfARefusedCard) {
    const auto app = samples::application();
    const Part card{18, "ZhangSan.01", app->plan(question()).at(0)};
    const auto words = app->instead(card, Rejected{"40058"});
    ASSERT_TRUE(words);
    EXPECT_EQ(words->id, 18);
    EXPECT_EQ(words->to, "ZhangSan.01");
    EXPECT_EQ(words->text, "您要问哪一样？\n1查政策\n0找工作人员");
    EXPECT_FALSE(app->instead(*words, Rejected{"40058"})) << "words are refused once";
    for (const auto* nobody : {"invaliduser", "81013", "60111"})
        EXPECT_FALSE(app->instead(card, Rejected{nobody}));
}

TEST(Wecom, SpeaksToTheGroupsRobot) {
    const auto call = samples::application()->build(
        {19, std::string(group_robot), "**新工单** W-17"}, "t", samples::at(samples::noon)
    );
    EXPECT_EQ(call.url, "https://qyapi.weixin.example/cgi-bin/webhook/send?key=693a91f6-7xxx");
    EXPECT_EQ(call.body, R"({"markdown":{"content":"**新工单** W-17"},"msgtype":"markdown"})");
}

TEST(Wecom, SendsNobodyMoreThanIsNotDropped) {
    const auto rates = samples::application()->rates_to("ZhangSan.01");
    ASSERT_EQ(rates.size(), 2u);
    // As many at once, and as many again within the time.
    EXPECT_LE(2 * rates[0].messages, 30u);
    EXPECT_EQ(rates[0].per, std::chrono::minutes(1));
    EXPECT_LE(2 * rates[1].messages, 1000u);
    EXPECT_EQ(rates[1].per, std::chrono::hours(1));
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
