#include "gateway/channels/wechat_kf/account.h"

#include "gateway/channels/wechat_kf/outbound.h"
#include "tests/unit/gateway/channels/wechat_kf/samples.h"

#include <gtest/gtest.h>

#include <string>
#include <variant>

namespace gateway::channels::wechat_kf {
namespace {

dialogs::Result<Incoming> receive(const http::Request& request) {
    return samples::account()->receive(request, "", samples::at(samples::noon));
}

TEST(WechatKf, TakesACallForAHintToFetch) {
    const auto incoming = receive(samples::sealed_post(samples::noon, samples::hint_xml()));
    ASSERT_TRUE(incoming);
    const auto& pull = std::get<Pull>(*incoming);
    EXPECT_EQ(pull.source, samples::open_kfid);
    EXPECT_EQ(pull.ticket, "ENCtoken");
    const auto others = receive(samples::sealed_post(samples::noon, samples::hint_xml("wkOther")));
    EXPECT_TRUE(std::get<Received>(*others).messages.empty());
}

TEST(WechatKf, AnswersTheUrlCheckAndRefusesForgedCalls) {
    const auto incoming = receive(samples::url_check(samples::noon, "1616140317555161061"));
    EXPECT_EQ(std::get<Challenge>(*incoming).reply.body, "1616140317555161061");
    auto forged = samples::sealed_post(samples::noon, samples::hint_xml());
    forged.query.replace(forged.query.find("nonce=1"), 7, "nonce=2");
    EXPECT_EQ(receive(forged).error().fault, dialogs::Fault::denied);
}

TEST(WechatKf, FetchesFromTheCursorOn) {
    const auto account = samples::account();
    const Pull pull{samples::open_kfid, "ENCtoken"};
    const auto call = account->pull(pull, "c0", "to/ken");
    EXPECT_EQ(call.url, "https://qyapi.weixin.example/cgi-bin/kf/sync_msg?access_token=to%2Fken");
    EXPECT_EQ(
        call.body,
        R"({"cursor":"c0","limit":200,"open_kfid":"wkAJ2GCAAASSm4_FhToWMFea0xAFfd3Q",)"
        R"("token":"ENCtoken","voice_format":0})"
    );
    const auto at_start = account->pulls();
    ASSERT_EQ(at_start.size(), 1u);
    EXPECT_EQ(account->pull(at_start[0], "c0", "t").body.find("\"token\""), std::string::npos);
}

TEST(WechatKf, ReadsAPage) {
    const auto pulled = samples::account()->read_pull(samples::page(
        samples::text("低保", "m1") +
            R"(,{"msgid":"m2","external_userid":"wmA","send_time":1795305601,
            "origin":3,"msgtype":"image","image":{"media_id":"media1"}},
            {"msgid":"m3","external_userid":"wmA","send_time":1795305602,"origin":5,
             "msgtype":"text","text":{"content":"a servicer's own words"}},
            {"msgid":"m4","send_time":1795305602,"origin":3,"msgtype":"text"}, 7)",
        "c2",
        true
    ));
    ASSERT_TRUE(pulled);
    EXPECT_EQ(pulled->cursor, "c2");
    EXPECT_TRUE(pulled->more);
    ASSERT_EQ(pulled->heard.size(), 2u);
    const auto& message = pulled->heard[0].message;
    EXPECT_EQ(message.from, (dialogs::Address{"kf", samples::person}));
    EXPECT_EQ(message.id, "m1");
    EXPECT_EQ(message.text, "低保");
    EXPECT_EQ(message.sent_at, dialogs::Time(std::chrono::seconds(1795305600)));
    EXPECT_EQ(pulled->heard[1].message.kind, dialogs::MessageKind::image);
    EXPECT_EQ(pulled->heard[1].message.media_id, "media1");
}

TEST(WechatKf, WelcomesWhoEntersWithTheCodeOfHisEntry) {
    const auto account = samples::account();
    const auto pulled = account->read_pull(samples::page(
        R"({"msgid":"e1","send_time":1795305600,"origin":4,"msgtype":"event","event":{
            "event_type":"enter_session","open_kfid":"wk","external_userid":"wmA",
            "scene":"130224100","welcome_code":"WELCOME1"}},
           {"msgid":"e2","send_time":1795305600,"origin":4,"msgtype":"event","event":{
            "event_type":"enter_session","external_userid":"wmB","scene":"130224101"}},
           {"msgid":"e3","send_time":1795305600,"origin":4,"msgtype":"event","event":{
            "event_type":"enter_session","external_userid":"wmC","scene":""}})"
    ));
    ASSERT_EQ(pulled->heard.size(), 2u) << "without a code and a scene there is nothing to it";
    const auto& again = pulled->heard[1];
    EXPECT_EQ(again.message.event, "enter") << "without a code he may not be greeted";
    EXPECT_EQ(again.message.event_key, "130224101");
    EXPECT_TRUE(again.reply_to.way_back.empty());
    const auto& heard = pulled->heard[0];
    EXPECT_EQ(heard.message.event, "subscribe");
    EXPECT_EQ(heard.message.event_key, "130224100");
    const Part part{17, "wmA", account->returning(heard.reply_to, "您好")};
    const auto soon = account->build(part, "t", samples::at(1795305619));
    EXPECT_NE(soon.url.find("/cgi-bin/kf/send_msg_on_event?"), std::string::npos);
    EXPECT_NE(soon.body.find(R"("code":"WELCOME1")"), std::string::npos);
    const auto late = account->build(part, "t", samples::at(1795305620));
    EXPECT_NE(late.url.find("/cgi-bin/kf/send_msg?"), std::string::npos);
    EXPECT_NE(late.body.find(R"("text":{"content":"您好"})"), std::string::npos);
}

TEST(WechatKf, KeepsWhereAPlaceIsAndALinkLeads) {
    const auto pulled = samples::account()->read_pull(samples::page(
        R"({"msgid":"m1","send_time":1795305600,"origin":3,"external_userid":"wmA",
            "msgtype":"location","location":{"latitude":39.5,"longitude":118.7,"name":"老院子",
            "address":"倴城镇北街"}},
           {"msgid":"m2","send_time":1795305600,"origin":3,"external_userid":"wmA",
            "msgtype":"link","link":{"title":"通知","url":"https://mz.example.gov.cn/x"}})"
    ));
    ASSERT_TRUE(pulled);
    ASSERT_EQ(pulled->heard.size(), 2u);
    EXPECT_EQ(pulled->heard[0].message.text, "倴城镇北街（39.5,118.7）");
    EXPECT_EQ(pulled->heard[1].message.text, "通知 https://mz.example.gov.cn/x");
}

TEST(WechatKf, SendsWithAnIdOfOurs) {
    const auto call =
        samples::account()->build({17, samples::person, "带身份证"}, "t", samples::at(1));
    const auto at = call.body.find("yimen_17_");
    ASSERT_NE(at, std::string::npos);
    const auto msgid = call.body.substr(at, call.body.find('"', at) - at);
    EXPECT_LE(msgid.size(), 32u);
    EXPECT_EQ(
        call.body,
        R"({"msgid":")" + msgid + R"(","msgtype":"text","open_kfid":")" + samples::open_kfid +
            R"(","text":{"content":"带身份证"},"touser":")" + samples::person + "\"}"
    );
    EXPECT_EQ(part_of(msgid), 17);
    for (const auto* foreign : {"", "yimen_", "yimen_x_1", "yimen_17", "other_17_1"})
        EXPECT_EQ(part_of(foreign), 0) << foreign;
}

TEST(WechatKf, ReadsWhatDidNotArrive) {
    const auto pulled = samples::account()->read_pull(samples::page(
        R"({"msgid":"e3","send_time":1795305600,"origin":4,"msgtype":"event","event":{
            "event_type":"msg_send_fail","external_userid":"wmA","fail_msgid":"yimen_17_0a0b0c0d",
            "fail_type":4}})"
    ));
    ASSERT_EQ(pulled->receipts.size(), 1u);
    EXPECT_EQ(pulled->receipts[0].part, 17);
    EXPECT_EQ(pulled->receipts[0].state, Receipt::State::failed);
    EXPECT_EQ(pulled->receipts[0].code, "4");
}

TEST(WechatKf, TellsAStaleTokenFromABadMoment) {
    const auto fault = [](const std::string& body, int status = 200) {
        http::Answer answer;
        answer.status = status;
        answer.body = body;
        return samples::account()->read_pull(answer).error().fault;
    };
    EXPECT_EQ(fault(R"({"errcode":42001})"), dialogs::Fault::denied);
    EXPECT_EQ(fault(R"({"errcode":40014})"), dialogs::Fault::denied);
    EXPECT_EQ(fault(R"({"errcode":95007})"), dialogs::Fault::unavailable);
    EXPECT_EQ(fault(R"({"errcode":0})", 502), dialogs::Fault::unavailable);
    EXPECT_EQ(fault("[]"), dialogs::Fault::unavailable);
    EXPECT_EQ(fault("{}"), dialogs::Fault::unavailable);
}

SendOutcome outcome(int code) {
    http::Answer answer;
    answer.status = 200;
    answer.body = "{\"errcode\":" + std::to_string(code) + R"(,"msgid":"yimen_17_0a0b0c0d"})";
    return samples::account()->interpret(answer);
}

TEST(WechatKf, ReadsTheAnswers) {
    EXPECT_EQ(std::get<Accepted>(outcome(0)).provider_id, "yimen_17_0a0b0c0d");
    EXPECT_TRUE(std::holds_alternative<Stale>(outcome(42001)));
    EXPECT_TRUE(std::holds_alternative<Deferred>(outcome(45009)));
    EXPECT_TRUE(std::holds_alternative<Rejected>(outcome(95018)));
    EXPECT_TRUE(std::holds_alternative<Rejected>(outcome(95002)));
}

http::Answer state(const std::string& body) {
    http::Answer answer;
    answer.status = 200;
    answer.body = body;
    return answer;
}

TEST(WechatKf, AsksWhoHasThePersonItWasRefused) {
    const auto account = samples::account();
    const Part part{17, "wm1", "您好"};
    EXPECT_FALSE(account->ask_why(part, Rejected{"95002"}, "t"));
    const auto question = account->ask_why(part, Rejected{"95018"}, "to/ken");
    ASSERT_TRUE(question);
    EXPECT_TRUE(question->url.ends_with("/cgi-bin/kf/service_state/get?access_token=to%2Fken"));
    const auto kfid = samples::settings().open_kfid;
    EXPECT_EQ(question->body, R"({"external_userid":"wm1","open_kfid":")" + kfid + R"("})");
    for (const auto* mine : {"0", "1", "4"}) {
        const auto told = state(std::string(R"({"errcode":0,"service_state":)") + mine + "}");
        const auto remedy = account->read_why(part, told, "t");
        const auto& call = std::get<Call>(remedy);
        EXPECT_TRUE(call.url.ends_with("/cgi-bin/kf/service_state/trans?access_token=t"));
        EXPECT_EQ(
            call.body,
            R"({"external_userid":"wm1","open_kfid":")" + kfid + R"(","service_state":1})"
        );
    }
    for (const auto* other : {"2", "3"}) {
        const auto told = state(std::string(R"({"errcode":0,"service_state":)") + other + "}");
        const auto remedy = account->read_why(part, told, "t");
        EXPECT_EQ(std::get<Rejected>(remedy).reason, Rejected::Reason::elsewhere);
    }
    for (const auto* nothing :
         {"",
          "[]",
          "{}",
          R"({"errcode":40014,"service_state":1})",
          R"({"errcode":0})",
          R"({"errcode":0,"service_state":"3"})",
          R"({"errcode":0,"service_state":7})"}) {
        const auto remedy = account->read_why(part, state(nothing), "t");
        ASSERT_TRUE(std::holds_alternative<Rejected>(remedy)) << nothing;
        EXPECT_EQ(std::get<Rejected>(remedy).code, "95018");
        EXPECT_EQ(std::get<Rejected>(remedy).reason, Rejected::Reason::useless);
    }
}

}  // namespace
}  // namespace gateway::channels::wechat_kf
