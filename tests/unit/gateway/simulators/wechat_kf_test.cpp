#include "gateway/simulators/wechat_kf.h"

#include "tests/unit/gateway/simulators/beside.h"

namespace gateway::simulators {
namespace {

using namespace std::chrono_literals;
using namespace beside;
using nlohmann::json;

config::WechatKf settings(int port) {
    config::WechatKf settings;
    settings.corp_id = "ww1";
    settings.open_kfid = "wk1";
    settings.corp_secret = config::Secret("secret");
    settings.token = config::Secret("token");
    settings.encoding_aes_key = config::Secret("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG");
    settings.api_base = here(port);
    return settings;
}

class WechatKf : public testing::Test {
protected:
    json ask(const std::string& what, const json& body, const char* token = "simulated-token-1") {
        return json_of(post(base_ + "/cgi-bin/kf/" + what + "?access_token=" + token, body));
    }
    json send(const json& more) {
        json body = {{"msgid", "yimen_1_0"}, {"msgtype", "text"}, {"text", {{"content", "hello"}}}};
        body.update(more);
        return ask(more.contains("code") ? "send_msg_on_event" : "send_msg", body)["errcode"];
    }
    // All that waits, page by page.
    json fetch() {
        json all = json::array();
        std::string cursor;
        for (int pages = 0; pages < 20; ++pages) {
            const auto page = ask("sync_msg", {{"cursor", cursor}, {"open_kfid", "wk1"}});
            for (const auto& item : page["msg_list"])
                all.push_back(item);
            cursor = page["next_cursor"];
            if (page["has_more"] == 0) break;
        }
        return all;
    }

    const int port_ = free_port();
    const std::string base_ = here(port_);
    Heard heard_;
    beside::Gateway gateway_;
    dialogs::Result<Stand> account_ =
        simulate(gateway_.with(channel("kf", settings(port_))), "kf", heard_.tell());
};

TEST_F(WechatKf, HintsAndKeepsWhatWasWrittenUntilItIsFetched) {
    ASSERT_TRUE(account_);
    (*account_)->say("wm1", "低保");
    EXPECT_EQ(gateway_.last().body.find("低保"), std::string::npos);
    EXPECT_EQ(ask("sync_msg", {{"cursor", ""}}, "other")["errcode"], 40014);
    const auto items = fetch();
    ASSERT_EQ(items.size(), 2u);
    EXPECT_EQ(items[0]["event"]["event_type"], "enter_session");
    EXPECT_EQ(items[1]["text"]["content"], "低保");
    EXPECT_EQ(items[1]["external_userid"], "wm1");
    EXPECT_EQ(items[1]["origin"], 3);
}

TEST_F(WechatKf, WelcomesOnceAndInTime) {
    ASSERT_TRUE(account_);
    (*account_)->say("wm1", "低保");
    const json first = {{"code", fetch()[0]["event"]["welcome_code"]}};
    EXPECT_EQ(send(first), 0);
    EXPECT_EQ(send(first), 95023);
    (*account_)->say("wm2", "低保");
    const json second = {{"code", fetch()[2]["event"]["welcome_code"]}};
    (*account_)->put_clock_forward(1min);
    EXPECT_EQ(send(second), 95023);
}

TEST_F(WechatKf, TakesNothingWhileAServicerHasThePerson) {
    ASSERT_TRUE(account_);
    (*account_)->say("wm1", "低保");
    const json who = {{"external_userid", "wm1"}, {"open_kfid", "wk1"}};
    auto ours = who;
    ours["service_state"] = 1;
    for (const int state : {2, 3, 4}) {
        EXPECT_TRUE((*account_)->act("wm1", "/state " + std::to_string(state)));
        EXPECT_EQ(send({{"touser", "wm1"}}), 95018);
        EXPECT_EQ(ask("service_state/get", who)["service_state"], state);
        EXPECT_EQ(ask("service_state/trans", ours)["errcode"], state == 4 ? 0 : 95018);
    }
    EXPECT_EQ(ask("service_state/get", who)["service_state"], 1);
    EXPECT_EQ(send({{"touser", "wm1"}}), 0);
    EXPECT_FALSE((*account_)->act("wm1", "/state 7"));
}

TEST_F(WechatKf, TakesFiveMessagesAndTellsWhatDidNotArrive) {
    ASSERT_TRUE(account_);
    EXPECT_EQ(send({{"touser", "wm1"}}), 95002);
    (*account_)->say("wm1", "低保");
    for (int i = 0; i < 4; ++i)
        EXPECT_EQ(send({{"touser", "wm1"}}), 0);
    (*account_)->send_receipts(Receipts::failed);
    EXPECT_EQ(send({{"touser", "wm1"}}), 0);
    EXPECT_EQ(send({{"touser", "wm1"}}), 95001);
    const auto items = fetch();
    EXPECT_EQ(items.back()["event"]["event_type"], "msg_send_fail");
    EXPECT_EQ(items.back()["event"]["fail_msgid"], "yimen_1_0");
    (*account_)->put_clock_forward(49h);
    EXPECT_EQ(send({{"touser", "wm1"}}), 95002);
}

}  // namespace
}  // namespace gateway::simulators
