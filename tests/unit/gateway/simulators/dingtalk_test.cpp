#include "gateway/simulators/dingtalk.h"

#include "tests/unit/gateway/simulators/beside.h"

namespace gateway::simulators {
namespace {

using namespace std::chrono_literals;
using namespace beside;
using nlohmann::json;

config::Dingtalk settings(int port) {
    config::Dingtalk settings;
    settings.robot_code = "ding1";
    settings.app_key = "ding1";
    settings.app_secret = config::Secret("secret");
    settings.api_base = here(port);
    settings.webhook_base = here(port);
    settings.group_token = config::Secret("group");
    return settings;
}

class Dingtalk : public testing::Test {
protected:
    Told batch_send(const std::string& token) {
        const json body = {
            {"robotCode", "ding1"},
            {"userIds", {"manager01"}},
            {"msgKey", "sampleText"},
            {"msgParam", R"({"content":"later"})"}};
        return post(
            base_ + "/v1.0/robot/oToMessages/batchSend",
            body,
            {{"x-acs-dingtalk-access-token", token}}
        );
    }

    const int port_ = free_port();
    const std::string base_ = here(port_);
    const json text_ = {{"msgtype", "text"}, {"text", {{"content", "hello"}}}};
    Heard heard_;
    beside::Gateway gateway_;
    dialogs::Result<Stand> corporation_ =
        simulate(gateway_.with(channel("ding", settings(port_))), "ding", heard_.tell());
};

TEST_F(Dingtalk, OpensAWayBackForNinetyMinutes) {
    ASSERT_TRUE(corporation_);
    (*corporation_)->say("manager01", "低保");
    const auto message = json::parse(gateway_.last().body);
    EXPECT_EQ(message["text"]["content"], "低保");
    EXPECT_EQ(
        message["sessionWebhookExpiredTime"].get<std::int64_t>() -
            message["createAt"].get<std::int64_t>(),
        90 * 60 * 1000
    );
    const auto way = message["sessionWebhook"].get<std::string>();
    EXPECT_EQ(json_of(post(way, text_))["errcode"], 0);
    EXPECT_EQ(heard_.wait_for("hello"), "manager01 收到钉钉：hello");
    EXPECT_EQ(json_of(post(way + "0", text_))["errcode"], 300001);
    (*corporation_)->put_clock_forward(91min);
    EXPECT_EQ(json_of(post(way, text_))["errcode"], 300001);
}

TEST_F(Dingtalk, KnowsOneTokenAtATime) {
    ASSERT_TRUE(corporation_);
    const auto ask = [&](const char* secret) {
        return post(
            base_ + "/v1.0/oauth2/accessToken", {{"appKey", "ding1"}, {"appSecret", secret}}
        );
    };
    EXPECT_EQ(ask("wrong").status, 403);
    const auto token = json_of(ask("secret"))["accessToken"].get<std::string>();
    EXPECT_EQ(batch_send("other").status, 401);
    EXPECT_EQ(batch_send(token).status, 200);
    EXPECT_EQ(heard_.wait_for("later"), "manager01 收到钉钉：later");
    (*corporation_)->troubles().expect(Trouble::stale_token, 1);
    EXPECT_EQ(batch_send(token).status, 401);
}

TEST_F(Dingtalk, LetsOnlyItsRobotIntoTheGroup) {
    ASSERT_TRUE(corporation_);
    EXPECT_NE(json_of(post(base_ + "/robot/send?access_token=x", text_))["errcode"], 0);
    EXPECT_EQ(json_of(post(base_ + "/robot/send?access_token=group", text_))["errcode"], 0);
    EXPECT_EQ(heard_.wait_for("hello"), "群 收到钉钉：hello");
}

}  // namespace
}  // namespace gateway::simulators
