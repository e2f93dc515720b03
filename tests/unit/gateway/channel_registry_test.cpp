#include "gateway/channel_registry.h"

#include <gtest/gtest.h>

#include <string>

namespace gateway::channels {
namespace {

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
    const config::Channel entries[] = {
        {"web", config::WebChat{}},
        {"wechat", wechat},
        {"sms", kannel},
        {"hotline", webhook},
        {"tw", twilio},
        {"ali", aliyun},
        {"qc", tencent}};
    for (const auto& entry : entries) {
        SCOPED_TRACE(entry.name);
        const auto channel = make(entry, "https://mz.example.gov.cn");
        ASSERT_TRUE(channel);
        EXPECT_EQ((*channel)->name(), entry.name);
    }
}

TEST(Registry, TellsWhichChannelIsWrong) {
    const auto channel = make({"sms2", config::Kannel{}}, "https://mz.example.gov.cn");
    ASSERT_FALSE(channel);
    EXPECT_EQ(channel.error().fault, dialogs::Fault::malformed);
    EXPECT_NE(channel.error().detail.find("sms2"), std::string::npos);
}

}  // namespace
}  // namespace gateway::channels
