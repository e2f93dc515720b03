#include "gateway/console.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace gateway {
namespace {

config::Channel entry(std::string name, decltype(config::Channel::settings) settings) {
    config::Channel channel;
    channel.name = std::move(name);
    channel.settings = std::move(settings);
    return channel;
}

TEST(Console, TellsWhereToKnockAndShowsNoSecret) {
    config::Kannel kannel;
    kannel.hook_secret = ops::Secret("5f0d3b7c9a1e48d2b6f4");
    config::Wechat wechat;
    wechat.token = ops::Secret("Ln2026mz");
    config::Webhook webhook;
    webhook.secret = ops::Secret("whsec_key");
    config::Twilio twilio;
    twilio.auth_token = ops::Secret("token-of-twilio");
    const config::Channel channels[] = {
        entry("sms", kannel),
        entry("wx", wechat),
        entry("hotline", webhook),
        entry("tw", twilio),
        entry("ali", config::AliyunSms{}),
        entry("qc", config::TencentSms{}),
        entry("wecom", config::Wecom{}),
        entry("kf", config::WechatKf{}),
        entry("ding", config::Dingtalk{})};
    for (const auto& channel : channels) {
        SCOPED_TRACE(channel.name);
        const auto told = console_of(channel, "https://mz.example.gov.cn");
        EXPECT_NE(told.find("https://mz.example.gov.cn/hooks/" + channel.name), told.npos);
        for (const auto* secret : {"5f0d3b7c9a1e48d2b6f4", "Ln2026mz", "whsec_key", "token-of"})
            EXPECT_EQ(told.find(secret), told.npos);
    }
    EXPECT_NE(
        console_of(channels[0], "https://a").find("/hooks/sms/{hook_secret}?"), std::string::npos
    );
    EXPECT_EQ(console_of(entry("web", config::WebChat{}), "https://a"), "");
}

TEST(Console, TellsHowALinkTemplateEnds) {
    config::AliyunSms aliyun;
    aliyun.link_template_code = "SMS_2";
    aliyun.link_variables = {"answer", "end"};
    config::TencentSms tencent;
    tencent.link_template_id = "1111";
    const auto ali = console_of(entry("ali", aliyun), "https://mz.example.gov.cn");
    EXPECT_NE(ali.find("SMS_2"), ali.npos);
    EXPECT_NE(ali.find("https://mz.example.gov.cn/a/${end}"), ali.npos) << ali;
    const auto qc = console_of(entry("qc", tencent), "https://mz.example.gov.cn");
    EXPECT_NE(qc.find("https://mz.example.gov.cn/a/{2}/{3}"), qc.npos) << qc;
}

}  // namespace
}  // namespace gateway
