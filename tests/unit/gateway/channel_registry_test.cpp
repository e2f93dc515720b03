#include "gateway/channel_registry.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace gateway::channels {
namespace {

config::Channel entry(std::string name, decltype(config::Channel::settings) settings) {
    config::Channel channel;
    channel.name = std::move(name);
    channel.settings = std::move(settings);
    return channel;
}

TEST(Registry, MakesEveryTypeOfChannel) {
    config::Wechat wechat;
    wechat.token = ops::Secret("Ln2026mz");
    wechat.encoding_aes_key = ops::Secret(std::string(43, 'A'));
    config::Kannel kannel;
    kannel.hook_secret = ops::Secret("5f0d3b7c9a1e48d2b6f4");
    config::Webhook webhook;
    webhook.secret = ops::Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    config::Twilio twilio;
    twilio.account_sid = "AC0123456789abcdef";
    twilio.auth_token = ops::Secret("token");
    config::AliyunSms aliyun;
    aliyun.hook_secret = ops::Secret("5f0d3b7c9a1e48d2b6f4");
    aliyun.access_key_secret = ops::Secret("secret");
    config::TencentSms tencent;
    tencent.hook_secret = ops::Secret("5f0d3b7c9a1e48d2b6f4");
    tencent.secret_key = ops::Secret("secret");
    config::Wecom wecom;
    wecom.token = ops::Secret("token");
    wecom.encoding_aes_key = ops::Secret(std::string(43, 'A'));
    config::WechatKf kf;
    kf.token = ops::Secret("token");
    kf.encoding_aes_key = ops::Secret(std::string(43, 'A'));
    config::Dingtalk dingtalk;
    dingtalk.robot_code = "ding1";
    dingtalk.app_secret = ops::Secret("secret");
    const config::Channel entries[] = {
        entry("web", config::WebChat{}),
        entry("wechat", wechat),
        entry("sms", kannel),
        entry("hotline", webhook),
        entry("tw", twilio),
        entry("ali", aliyun),
        entry("qc", tencent),
        entry("wecom", wecom),
        entry("kf", kf),
        entry("ding", dingtalk)};
    for (const auto& configured : entries) {
        SCOPED_TRACE(configured.name);
        const auto channel = make(configured, "https://mz.example.gov.cn");
        ASSERT_TRUE(channel);
        EXPECT_EQ((*channel)->name(), configured.name);
    }
}

TEST(Registry, TellsWhichChannelIsWrong) {
    const auto channel = make(entry("sms2", config::Kannel{}), "https://mz.example.gov.cn");
    ASSERT_FALSE(channel);
    EXPECT_EQ(channel.error().fault, dialogs::Fault::malformed);
    EXPECT_NE(channel.error().detail.find("sms2"), std::string::npos);
}

}  // namespace
}  // namespace gateway::channels
