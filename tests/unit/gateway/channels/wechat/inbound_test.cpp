#include "gateway/channels/wechat/inbound.h"

#include "tests/unit/gateway/channels/wechat/samples.h"

#include <gtest/gtest.h>

#include <string>

namespace gateway::channels::wechat {
namespace {

using weixin::read_payload;

using dialogs::MessageKind;

dialogs::Result<Received> read(const std::string& clear) {
    const auto payload = read_payload(clear);
    if (!payload) return payload.error();
    return read_inbound(*payload, clear, "wechat");
}

std::string element(const char* name, const std::string& text) {
    return std::string("<") + name + "><![CDATA[" + text + "]]></" + name + ">";
}

TEST(WechatInbound, TellsWhoSaidWhatAndWhen) {
    const auto received = read(samples::text_xml("低保需要啥材料", "6054768590064713728"));
    ASSERT_TRUE(received);
    ASSERT_EQ(received->messages.size(), 1u);
    const auto& message = received->messages[0];
    EXPECT_EQ(message.from, (dialogs::Address{"wechat", samples::openid}));
    EXPECT_EQ(message.id, "6054768590064713728");
    EXPECT_EQ(message.text, "低保需要啥材料");
    EXPECT_EQ(message.sent_at, dialogs::Time(std::chrono::seconds(1795305600)));
}

TEST(WechatInbound, ReadsEveryKind) {
    struct Case {
        const char* name;
        std::string rest;
        MessageKind kind;
        std::string text;
        std::string media_id;
    };
    const auto type = [](const char* name) { return element("MsgType", name); };
    const Case cases[] = {
        {"voice heard",
         type("voice") + element("MediaId", "m1") + element("Recognition", "八十岁补贴。"),
         MessageKind::voice,
         "八十岁补贴。",
         "m1"},
        {"voice not heard",
         type("voice") + element("MediaId", "m1") + element("Recognition", ""),
         MessageKind::voice,
         "",
         "m1"},
        {"voice without recogniser",
         type("voice") + element("MediaId", "m1"),
         MessageKind::voice,
         "",
         "m1"},
        {"image",
         type("image") + element("PicUrl", "http://x") + element("MediaId", "m2"),
         MessageKind::image,
         "",
         "m2"},
        {"video", type("shortvideo") + element("MediaId", "m3"), MessageKind::video, "", "m3"},
        {"place",
         type("location") + "<Location_X>39.5</Location_X><Location_Y>118.7</Location_Y>" +
             element("Label", "倴城镇北街"),
         MessageKind::location,
         "倴城镇北街（39.5,118.7）",
         ""},
        {"place without a name",
         type("location") + "<Location_X>39.5</Location_X><Location_Y>118.7</Location_Y>",
         MessageKind::location,
         "39.5,118.7",
         ""},
        {"link", type("link") + element("Title", "通知"), MessageKind::link, "通知", ""},
        {"link with its address",
         type("link") + element("Title", "通知") + element("Url", "https://mz.example.gov.cn/x"),
         MessageKind::link,
         "通知 https://mz.example.gov.cn/x",
         ""},
        {"something new", type("hologram"), MessageKind::link, "", ""},
    };
    for (const auto& [name, rest, kind, text, media_id] : cases) {
        SCOPED_TRACE(name);
        const auto received = read(samples::message_xml(rest + "<MsgId>1</MsgId>"));
        ASSERT_TRUE(received);
        ASSERT_EQ(received->messages.size(), 1u);
        EXPECT_EQ(received->messages[0].kind, kind);
        EXPECT_EQ(received->messages[0].text, text);
        EXPECT_EQ(received->messages[0].media_id, media_id);
    }
}

std::string event_xml(const std::string& event, const std::string& key) {
    return samples::message_xml(
        element("MsgType", "event") + element("Event", event) + element("EventKey", key)
    );
}

TEST(WechatInbound, ReadsEventsOfAPersonsWish) {
    struct Case {
        const char* event;
        const char* key;
        const char* told;
        const char* told_key;
    };
    constexpr Case cases[] = {
        {"subscribe", "", "subscribe", ""},
        {"subscribe", "qrscene_130224101", "subscribe", "130224101"},
        {"unsubscribe", "", "unsubscribe", ""},
        {"CLICK", "menu.policy", "click", "menu.policy"},
        {"SCAN", "130224101", "scan", "130224101"},
    };
    for (const auto& [event, key, told, told_key] : cases) {
        SCOPED_TRACE(event);
        const auto received = read(event_xml(event, key));
        ASSERT_TRUE(received);
        ASSERT_EQ(received->messages.size(), 1u);
        EXPECT_EQ(received->messages[0].kind, MessageKind::event);
        EXPECT_EQ(received->messages[0].event, told);
        EXPECT_EQ(received->messages[0].event_key, told_key);
    }
}

TEST(WechatInbound, PassesOverEventsThatAreNobodysWish) {
    for (const auto* event : {"VIEW", "LOCATION", "debug_demo", ""}) {
        SCOPED_TRACE(event);
        const auto received = read(event_xml(event, "x"));
        ASSERT_TRUE(received);
        EXPECT_TRUE(received->messages.empty());
    }
}

TEST(WechatInbound, TellsEventsApartButNotTheirRepeats) {
    const auto id = [](const std::string& clear) { return read(clear)->messages[0].id; };
    const auto click = event_xml("CLICK", "menu.policy");
    EXPECT_EQ(id(click), id(click));
    EXPECT_NE(id(click), id(event_xml("CLICK", "menu.status")));
    EXPECT_NE(id(event_xml("subscribe", "")), id(event_xml("unsubscribe", "")));
    EXPECT_EQ(id(click).find(samples::openid), std::string::npos);
    const auto scan = element("MsgType", "event") + element("Event", "SCAN");
    EXPECT_NE(
        id(samples::message_xml(scan + element("Ticket", "a"))),
        id(samples::message_xml(scan + element("Ticket", "b")))
    ) << "all but what the fingerprint names is the same";
}

TEST(WechatInbound, ReadsTheReceiptOfATemplateMessage) {
    const auto received = read(samples::message_xml(
        element("MsgType", "event") + element("Event", "TEMPLATESENDJOBFINISH") +
        "<MsgID>200163836</MsgID>" + element("Status", "failed:user block")
    ));
    ASSERT_TRUE(received);
    ASSERT_EQ(received->receipts.size(), 1u);
    EXPECT_EQ(received->receipts[0].provider_id, "200163836");
    EXPECT_EQ(received->receipts[0].state, Receipt::State::failed);
    EXPECT_EQ(received->receipts[0].code, "failed:user block");
}

TEST(WechatInbound, RefusesMessagesWithoutSenderOrTime) {
    const std::string rest = "<MsgType>text</MsgType><Content>x</Content><MsgId>1</MsgId></xml>";
    for (const auto& start :
         {std::string("<xml><CreateTime>1</CreateTime>"),
          std::string("<xml><FromUserName>o1</FromUserName>"),
          std::string("<xml><FromUserName>o1</FromUserName><CreateTime>soon</CreateTime>"),
          std::string("<xml><FromUserName>o1</FromUserName><CreateTime>99999999999999999999"
                      "</CreateTime>"),
          std::string("<xml><FromUserName>o 1</FromUserName><CreateTime>1</CreateTime>"),
          "<xml><FromUserName>" + std::string(129, 'o') +
              "</FromUserName><CreateTime>1</CreateTime>"}) {
        SCOPED_TRACE(start);
        const auto received = read(start + rest);
        ASSERT_FALSE(received);
        EXPECT_EQ(received.error().fault, dialogs::Fault::malformed);
    }
}

std::string told_of_notices(const std::string& rest) {
    return "<xml>" + element("ToUserName", "gh_1") + element("FromUserName", "oLN-0001") +
           "<CreateTime>1795305600</CreateTime>" + element("MsgType", "event") + rest + "</xml>";
}

TEST(WechatInbound, TellsWhoOptedInToWhichNotices) {
    const auto received = read(told_of_notices(
        element("Event", "subscribe_msg_popup_event") + "<SubscribeMsgPopupEvent><List>" +
        element("TemplateId", "TM1") + element("SubscribeStatusString", "accept") +
        "<PopupScene>0</PopupScene></List><List>" + element("TemplateId", "TM2") +
        element("SubscribeStatusString", "reject") + "</List></SubscribeMsgPopupEvent>"
    ));
    ASSERT_TRUE(received);
    EXPECT_TRUE(received->messages.empty());
    ASSERT_EQ(received->opt_ins.size(), 2U);
    EXPECT_EQ(received->opt_ins[0].person, "oLN-0001");
    EXPECT_EQ(received->opt_ins[0].template_id, "TM1");
    EXPECT_TRUE(received->opt_ins[0].accepted);
    EXPECT_FALSE(received->opt_ins[1].accepted);
    EXPECT_FALSE(received->id.empty());

    const auto json = read(
        R"({"ToUserName":"gh_1","FromUserName":"oLN-0001","CreateTime":1795305600,)"
        R"("MsgType":"event","Event":"subscribe_msg_change_event",)"
        R"("SubscribeMsgChangeEvent":{"List":[{"TemplateId":"TM1","SubscribeStatusString":"reject"}]}})"
    );
    ASSERT_TRUE(json);
    ASSERT_EQ(json->opt_ins.size(), 1U);
    EXPECT_FALSE(json->opt_ins[0].accepted);
}

TEST(WechatInbound, ReadsWhatBecameOfNoticesAsReceipts) {
    const auto subscription = read(told_of_notices(
        element("Event", "subscribe_msg_sent_event") + "<SubscribeMsgSentEvent><List>" +
        element("TemplateId", "TM1") +
        "<MsgID>1700827132819554304</MsgID><ErrorCode>0</ErrorCode>" +
        element("ErrorStatus", "success") + "</List></SubscribeMsgSentEvent>"
    ));
    ASSERT_TRUE(subscription);
    ASSERT_EQ(subscription->receipts.size(), 1U);
    EXPECT_EQ(subscription->receipts[0].provider_id, "1700827132819554304");
    EXPECT_EQ(subscription->receipts[0].state, Receipt::State::delivered);
    const auto message = read(told_of_notices(
        element("Event", "TEMPLATESENDJOBFINISH") + "<MsgID>700001</MsgID>" +
        element("Status", "failed:user block")
    ));
    ASSERT_TRUE(message);
    EXPECT_EQ(message->receipts.at(0).state, Receipt::State::failed);
}

}  // namespace
}  // namespace gateway::channels::wechat
