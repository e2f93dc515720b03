#include "gateway/simulators/simulator.h"

#include "tests/unit/gateway/simulators/beside.h"

namespace gateway::simulators {
namespace {

using namespace std::chrono_literals;
using beside::free_port;
using beside::Heard;
using dialogs::Fault;

config::Config with(config::Channel channel) {
    config::Config config;
    config.listen = "127.0.0.1:1";
    config.channels.push_back(std::move(channel));
    return config;
}

config::Channel kannel(int port) {
    config::Kannel settings;
    settings.hook_secret = config::Secret("sms-hook-secret-0001");
    settings.send_url = "http://127.0.0.1:" + std::to_string(port) + "/cgi-bin/sendsms";
    settings.username = "yimen";
    settings.password = config::Secret("pass");
    config::Channel channel;
    channel.name = "sms";
    channel.settings = settings;
    return channel;
}

config::Channel wechat(int port) {
    config::Wechat settings;
    settings.mode = config::WechatMode::plain;
    settings.app_id = "wx1";
    settings.app_secret = config::Secret("s3cret");
    settings.token = config::Secret("t");
    settings.api_base = "http://127.0.0.1:" + std::to_string(port);
    config::Channel channel;
    channel.name = "wechat";
    channel.settings = settings;
    return channel;
}

config::Channel aliyun(int port) {
    config::AliyunSms settings;
    settings.hook_secret = config::Secret("aliyun-hook-secret-0001");
    settings.api_base = "http://127.0.0.1:" + std::to_string(port);
    config::Channel channel;
    channel.name = "aliyun";
    channel.settings = settings;
    return channel;
}

config::Channel twilio(int port) {
    config::Twilio settings;
    settings.account_sid = "AC1";
    settings.auth_token = config::Secret("pass");
    settings.from = "+8610690000";
    settings.api_base = "http://127.0.0.1:" + std::to_string(port);
    config::Channel channel;
    channel.name = "twilio";
    channel.settings = settings;
    return channel;
}

TEST(Simulator, StandsOnlyWhereTheConfigurationSaysAndOnlyHere) {
    Heard heard;
    EXPECT_EQ(simulate(with(kannel(1)), "nobody", heard.tell()).error().fault, Fault::malformed);
    auto far = kannel(1);
    std::get<config::Kannel>(far.settings).send_url = "https://sms.example.gov.cn/send";
    EXPECT_EQ(simulate(with(far), "sms", heard.tell()).error().fault, Fault::malformed);
    const auto port = free_port();
    const auto first = simulate(with(kannel(port)), "sms", heard.tell());
    ASSERT_TRUE(first);
    EXPECT_EQ(first->port(), port);
    config::Dingtalk two_places;
    two_places.api_base = "http://127.0.0.1:1";
    config::Channel ding;
    ding.name = "ding";
    ding.settings = two_places;
    EXPECT_EQ(simulate(with(ding), "ding", heard.tell()).error().fault, Fault::malformed);
    config::Channel web;
    web.name = "web";
    EXPECT_EQ(simulate(with(web), "web", heard.tell()).error().fault, Fault::malformed);
}

TEST(Simulator, OfKannelTakesMessagesAndMisbehavesWhenTold) {
    const auto port = free_port();
    Heard heard;
    auto sms = simulate(with(kannel(port)), "sms", heard.tell());
    ASSERT_TRUE(sms);
    const auto url =
        "http://127.0.0.1:" + std::to_string(port) + "/cgi-bin/sendsms?username=yimen&";
    const auto send = [&](const std::string& rest) {
        return call({"GET", url + rest, "", ""}, 30s);
    };
    EXPECT_EQ(send("password=wrong&to=1").status, 403);
    EXPECT_EQ(send("password=pass&to=13800000001&text=hello").status, 202);
    EXPECT_EQ(heard.wait_for("hello"), "13800000001 收到短信：hello");
    struct Case {
        Trouble trouble;
        int status;
    };
    constexpr Case cases[] = {
        {Trouble::busy, 503},
        {Trouble::storm, 429},
        {Trouble::refuse, 403},
        {Trouble::page, 200},
    };
    for (const auto& [trouble, status] : cases) {
        SCOPED_TRACE(status);
        (*sms)->troubles().expect(trouble, 1);
        EXPECT_EQ(send("password=pass&to=1&text=x").status, status);
    }
    (*sms)->troubles().expect(Trouble::silent, 1);
    EXPECT_EQ(call({"GET", url + "password=pass&to=1&text=x", "", ""}, 100ms).status, 0);
}

TEST(Simulator, OfWechatCountsWhatItTakes) {
    const auto port = free_port();
    Heard heard;
    auto account = simulate(with(wechat(port)), "wechat", heard.tell());
    ASSERT_TRUE(account);
    const auto base = "http://127.0.0.1:" + std::to_string(port) + "/cgi-bin/";
    const auto post = [&](const std::string& path, const std::string& body) {
        return call({"POST", base + path, "application/json", body}, 30s).body;
    };
    const auto has = [](const std::string& answer, const char* words) {
        return answer.find(words) != std::string::npos;
    };
    EXPECT_TRUE(has(post("stable_token", R"({"appid":"wx1","secret":"no"})"), "40125"));
    const auto token = post("stable_token", R"({"appid":"wx1","secret":"s3cret"})");
    EXPECT_TRUE(has(token, "simulated-token-1"));
    const auto send = [&](int number) {
        return post(
            "message/custom/send?access_token=simulated-token-" + std::to_string(number),
            R"({"touser":"o1","msgtype":"text","text":{"content":"hello"}})"
        );
    };
    EXPECT_TRUE(has(send(1), "45015"));
    // Nobody answers at the hook: it tries three times, and the follower has written all the same.
    (*account)->say("o1", "hello");
    heard.wait_for("该公众号暂时无法提供服务");
    for (int i = 0; i < 5; ++i)
        EXPECT_TRUE(has(send(1), "\"errcode\":0"));
    EXPECT_TRUE(has(send(1), "45047"));
    (*account)->troubles().expect(Trouble::stale_token, 1);
    EXPECT_TRUE(has(send(1), "40001"));
    EXPECT_TRUE(has(send(2), "45047"));
    (*account)->troubles().expect(Trouble::day_is_full, 1);
    EXPECT_TRUE(has(send(2), "45009"));
}

TEST(Simulator, OfAliyunTriesAgainAfterOneFiveAndTenMinutes) {
    Heard heard;
    const auto cloud = simulate(with(aliyun(free_port())), "aliyun", heard.tell());
    ASSERT_TRUE(cloud);
    (*cloud)->say("13800000001", "hello");  // nobody answers at the hook
    heard.wait_for("第1次投递没有得到回答");
    int tries = 1;
    for (const int minutes : {1, 5, 10}) {
        (*cloud)->put_clock_forward(std::chrono::minutes(minutes));
        heard.wait_for("第" + std::to_string(++tries) + "次投递没有得到回答");
    }
    heard.wait_for("服务商不再投递");
}

TEST(Simulator, OfTwilioSendsNothingToWhoWroteStop) {
    const auto port = free_port();
    Heard heard;
    const auto phone = simulate(with(twilio(port)), "twilio", heard.tell());
    ASSERT_TRUE(phone);
    channels::Call message;
    message.url =
        "http://127.0.0.1:" + std::to_string(port) + "/2010-04-01/Accounts/AC1/Messages.json";
    message.type = "application/x-www-form-urlencoded";
    message.body = "To=%2B8613800000001&From=%2B8610690000&Body=hello";
    EXPECT_EQ(call(message, 30s).status, 401);
    message.headers = {{"Authorization", "Basic QUMxOnBhc3M="}};
    EXPECT_EQ(call(message, 30s).status, 201);
    (*phone)->say("+8613800000001", "STOP");
    const auto refused = call(message, 30s);
    EXPECT_EQ(refused.status, 400);
    EXPECT_NE(refused.body.find("21610"), std::string::npos);
    (*phone)->say("+8613800000001", "START");
    EXPECT_EQ(call(message, 30s).status, 201);
}

}  // namespace
}  // namespace gateway::simulators
