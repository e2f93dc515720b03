#include "gateway/simulators/cloud_signature.h"

#include "gateway/channels/aliyun_sms/service.h"
#include "gateway/channels/tencent_sms/service.h"
#include "gateway/http/url.h"

#include <gtest/gtest.h>

namespace gateway::simulators {
namespace {

using namespace std::chrono_literals;
const dialogs::Time noon{std::chrono::seconds(1'795'305'600)};
const Keys keys{"key-id", ops::Secret("key-secret")};

// What arrives of a call of ours.
Asked arrived(const channels::Call& call) {
    const auto url = http::split_url(call.url);
    Asked asked;
    asked.method = call.method;
    asked.target = url->path;
    asked.path = url->path.substr(0, url->path.find('?'));
    asked.headers = call.headers;
    asked.headers.emplace_back("Host", url->host);
    asked.headers.emplace_back("Content-Type", call.type);
    asked.body = call.body;
    return asked;
}

channels::Ambient ambient() {
    channels::Ambient here;
    here.now = noon;
    return here;
}

channels::Part part() { return {17, "+8613800138000", "低保要带 & 什么~"}; }

Asked aliyun() {
    config::AliyunSms settings;
    settings.hook_secret = ops::Secret("hook-secret-0000");
    settings.access_key_id = keys.id;
    settings.access_key_secret = keys.secret;
    settings.sign_name = "滦南民政";
    settings.template_code = "SMS_1";
    settings.variable = "answer";
    settings.api_base = "http://127.0.0.1:9003";
    const auto channel = channels::aliyun_sms::Service::make("aliyun", settings).value();
    return arrived(channel->build(part(), "", ambient()));
}

Asked tencent() {
    config::TencentSms settings;
    settings.hook_secret = ops::Secret("hook-secret-0000");
    settings.secret_id = keys.id;
    settings.secret_key = keys.secret;
    settings.api_base = "http://127.0.0.1:9004";
    const auto channel = channels::tencent_sms::Service::make("tencent", settings).value();
    return arrived(channel->build(part(), "", ambient()));
}

void replace_header(Asked& asked, std::string_view name, const std::string& value) {
    for (auto& header : asked.headers)
        if (header.first == name) header.second = value;
}

TEST(Acs3, BelievesAGenuineCallOnce) {
    Acs3 cloud(keys);
    EXPECT_EQ(cloud.doubt(aliyun(), noon + 15min), "");
    EXPECT_EQ(cloud.doubt(aliyun(), noon), "SignatureNonceUsed");
}

TEST(Acs3, SaysWhatIsWrongAsTheCloudDoes) {
    Acs3 cloud(keys);
    auto changed = aliyun();
    changed.target += "1";
    EXPECT_EQ(cloud.doubt(changed, noon), "SignatureDoesNotMatch");
    changed = aliyun();
    changed.body = "{ }";
    EXPECT_EQ(cloud.doubt(changed, noon), "SignatureDoesNotMatch");
    changed = aliyun();
    changed.headers.emplace_back("x-acs-extra", "not signed");
    EXPECT_EQ(cloud.doubt(changed, noon), "IncompleteSignature");
    replace_header(changed, "Authorization", "Basic eA==");
    EXPECT_EQ(cloud.doubt(changed, noon), "IncompleteSignature");
    EXPECT_EQ(cloud.doubt(aliyun(), noon + 16min), "InvalidTimeStamp.Expired");
    Acs3 of_others({"other", keys.secret});
    EXPECT_EQ(of_others.doubt(aliyun(), noon), "InvalidAccessKeyId.NotFound");
    Acs3 with_other_secret({keys.id, ops::Secret("other")});
    EXPECT_EQ(with_other_secret.doubt(aliyun(), noon), "SignatureDoesNotMatch");
}

TEST(Tc3, SaysWhatIsWrongAsTheCloudDoes) {
    EXPECT_EQ(tc3_doubt(keys, tencent(), noon + 5min), "");
    EXPECT_EQ(tc3_doubt(keys, tencent(), noon + 6min), "AuthFailure.SignatureExpire");
    EXPECT_EQ(tc3_doubt({"other", keys.secret}, tencent(), noon), "AuthFailure.SecretIdNotFound");
    EXPECT_EQ(
        tc3_doubt({keys.id, ops::Secret("other")}, tencent(), noon), "AuthFailure.SignatureFailure"
    );
    auto changed = tencent();
    changed.body += " ";
    EXPECT_EQ(tc3_doubt(keys, changed, noon), "AuthFailure.SignatureFailure");
    replace_header(changed, "Authorization", "");
    EXPECT_EQ(tc3_doubt(keys, changed, noon), "AuthFailure.SignatureFailure");
}

}  // namespace
}  // namespace gateway::simulators
