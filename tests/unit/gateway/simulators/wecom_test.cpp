#include "gateway/simulators/wecom.h"

#include "tests/unit/gateway/simulators/beside.h"

namespace gateway::simulators {
namespace {

using namespace beside;
using nlohmann::json;

config::Wecom settings(int port) {
    config::Wecom settings;
    settings.corp_id = "ww1";
    settings.agent_id = 1000002;
    settings.corp_secret = config::Secret("secret");
    settings.token = config::Secret("token");
    settings.encoding_aes_key = config::Secret("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG");
    settings.robot_key = config::Secret("robot");
    settings.api_base = here(port);
    return settings;
}

class Wecom : public testing::Test {
protected:
    json send(json body, const std::string& token = "simulated-token-1") {
        body.update({{"touser", "ZhangSan"}, {"agentid", 1000002}});
        const auto url = base_ + "/cgi-bin/message/send?access_token=" + token;
        return json_of(post(url, body))["errcode"];
    }

    const int port_ = free_port();
    const std::string base_ = here(port_);
    const json text_ = {{"msgtype", "text"}, {"text", {{"content", "hello"}}}};
    Heard heard_;
    beside::Gateway gateway_;
    dialogs::Result<Stand> corporation_ =
        simulate(gateway_.with(channel("wecom", settings(port_))), "wecom", heard_.tell());
};

TEST_F(Wecom, GivesItsTokenToWhoKnowsTheSecret) {
    ASSERT_TRUE(corporation_);
    const auto ask = [&](const char* secret) {
        const auto url = base_ + "/cgi-bin/gettoken?corpid=ww1&corpsecret=" + secret;
        return json_of(call({"GET", url, "", ""}, std::chrono::seconds(30)));
    };
    EXPECT_EQ(ask("wrong")["errcode"], 40001);
    EXPECT_EQ(ask("secret")["access_token"], "simulated-token-1");
    (*corporation_)->troubles().expect(Trouble::stale_token, 1);
    EXPECT_EQ(send(text_), 40014);
    EXPECT_EQ(send(text_, "simulated-token-2"), 0);
}

json card(const std::string& task_id) {
    return {
        {"task_id", task_id},
        {"main_title", {{"title", "请选择"}}},
        {"sub_title_text", "要查什么？"},
        {"button_list",
         {{{"key", "1 进度"}, {"text", "1 进度"}}, {{"key", "0 人工"}, {"text", "0 人工"}}}}};
}

TEST_F(Wecom, ShowsTextsCardsAndWhatTheRobotSays) {
    ASSERT_TRUE(corporation_);
    EXPECT_EQ(send(text_), 0);
    EXPECT_EQ(heard_.wait_for("hello"), "ZhangSan 收到企业微信：hello");
    const json sent = {{"msgtype", "template_card"}, {"template_card", card("t1")}};
    EXPECT_EQ(send(sent), 0);
    EXPECT_EQ(heard_.wait_for("要查什么"), "ZhangSan 收到卡片：要查什么？［1 进度］［0 人工］");
    EXPECT_EQ(send(sent), 40058) << "no two cards have the same task_id";
    const json said = {{"msgtype", "markdown"}, {"markdown", {{"content", "新办件"}}}};
    EXPECT_EQ(json_of(post(base_ + "/cgi-bin/webhook/send?key=x", said))["errcode"], 93000);
    EXPECT_EQ(json_of(post(base_ + "/cgi-bin/webhook/send?key=robot", said))["errcode"], 0);
    EXPECT_EQ(heard_.wait_for("新办件"), "群 收到企业微信：新办件");
}

TEST(Cards, AreChangedOnceAfterAPressAndWithinADay) {
    Cards cards;
    const dialogs::Time noon(std::chrono::hours(12));
    ASSERT_TRUE(cards.add("ZhangSan", {"t1", {"1 进度", "0 人工"}}));
    ASSERT_TRUE(cards.add("ZhangSan", {"t2", {"1 是", "2 否"}}));
    EXPECT_FALSE(cards.add("LiSi", {"t1", {"1 进度"}})) << "used";
    EXPECT_FALSE(cards.add("LiSi", {"t3", {"1 是", "1 是"}}));
    EXPECT_FALSE(cards.press("LiSi", "1", 0, noon));
    EXPECT_FALSE(cards.press("ZhangSan", "7", 0, noon));
    EXPECT_EQ(cards.press("ZhangSan", "0", 1, noon)->task_id, "t1");
    const auto pressed = cards.press("ZhangSan", "2", 0, noon);
    EXPECT_EQ(pressed->key, "2 否");
    EXPECT_FALSE(cards.change("LiSi", pressed->code, noon));
    EXPECT_TRUE(cards.change("ZhangSan", pressed->code, noon));
    EXPECT_FALSE(cards.change("ZhangSan", pressed->code, noon));
    const auto later = cards.press("ZhangSan", "1", 0, noon);
    EXPECT_FALSE(cards.change("ZhangSan", later->code, noon + std::chrono::hours(25)));
}

}  // namespace
}  // namespace gateway::simulators
