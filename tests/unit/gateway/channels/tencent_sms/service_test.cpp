#include "gateway/channels/tencent_sms/service.h"

#include "gateway/channels/codec/digest.h"
#include "gateway/channels/codec/marked.h"
#include "gateway/channels/tencent_sms/signature.h"
#include "tests/unit/gateway/channels/tencent_sms/samples.h"

#include <gtest/gtest.h>

#include <string>
#include <variant>

namespace gateway::channels::tencent_sms {
namespace {

using dialogs::Fault;

// The documentation's own example, of another service.
TEST(Tc3, SignsAsPublished) {
    Asked published;
    published.service = "cvm";
    published.host = "cvm.tencentcloudapi.com";
    published.type = "application/json; charset=utf-8";
    published.timestamp = 1551113065;
    published.body =
        R"({"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]})";
    EXPECT_EQ(
        codec::hex(codec::sha256(canonical(published))),
        "5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031"
    );
    EXPECT_EQ(
        signature(ops::Secret("Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"), published),
        "72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168"
    );
}

// Computed by another program.
TEST(Tc3, SignsSendSms) {
    Asked send;
    send.host = "sms.tencentcloudapi.com";
    send.type = "application/json; charset=utf-8";
    send.timestamp = 1764000000;
    send.body =
        R"({"PhoneNumberSet":["+8613800138000"],"SmsSdkAppId":"1400006666","SignName":"滦南县民政局",)"
        R"("TemplateId":"1110","TemplateParamSet":["高龄津贴","审核中"],"SessionContext":"m-0001"})";
    const ops::Secret secret("Gu5t9xGARNpq86cd98joQYCN3EXAMPLE");
    EXPECT_EQ(
        authorization("AKID", secret, send),
        "TC3-HMAC-SHA256 Credential=AKID/2025-11-24/sms/tc3_request, "
        "SignedHeaders=content-type;host, "
        "Signature=57859209d5952b7def93a5e7b84b0970754a7dce5d7b6ce03963b4df27d63201"
    );
}

dialogs::Result<Incoming> receive(const http::Request& request) {
    return samples::service()->receive(request, samples::secret, samples::at());
}

TEST(TencentSms, ReadsAReplyAloneAndInAnArray) {
    const std::string one =
        R"({"extend":"01","mobile":"13800138000","nationcode":"86","sign":"s","text":"低保","time":1457336869})";
    const std::string other =
        R"({"extend":"","mobile":"91234567","nationcode":"852","sign":"s","text":"1","time":"1457336870"})";
    for (const auto& body : {one, "[" + one + "," + other + "]"}) {
        const auto incoming = receive(samples::post(body));
        ASSERT_TRUE(incoming) << body;
        const auto& messages = std::get<Received>(*incoming).messages;
        EXPECT_EQ(messages.at(0).from, (dialogs::Address{"qc", "+8613800138000"}));
        EXPECT_EQ(messages.at(0).text, "低保");
        EXPECT_EQ(messages.at(0).sent_at, dialogs::Time(std::chrono::seconds(1457336869)));
        if (messages.size() == 1) continue;
        EXPECT_EQ(messages.at(1).from.sender, "+85291234567");
        EXPECT_NE(messages.at(1).id, messages.at(0).id);
    }
}

// There is no id: who, when and what must tell two replies apart and a repeat not.
TEST(TencentSms, MakesAnIdOfSenderTimeAndText) {
    const auto id_of = [](const std::string& text, long long time) {
        return std::get<Received>(*receive(samples::sms(text, time))).messages.at(0).id;
    };
    EXPECT_EQ(id_of("低保", samples::noon), id_of("低保", samples::noon));
    EXPECT_NE(id_of("低保", samples::noon), id_of("低保", samples::noon + 1));
    EXPECT_NE(id_of("低保", samples::noon), id_of("高龄", samples::noon));
}

TEST(TencentSms, ReadsReceipts) {
    const auto incoming = receive(samples::post(
        R"([{"user_receive_time":"2015-10-17 08:03:04","nationcode":"86","mobile":"13800138000",
             "report_status":"SUCCESS","errmsg":"DELIVRD","description":"用户短信送达成功","sid":"2640:1"},
            {"user_receive_time":"2015-10-17 08:03:05","nationcode":"86","mobile":"13800138001",
             "report_status":"FAIL","errmsg":"MBBLACK","description":"黑名单","sid":"2640:2"}])",
        "/receipts"
    ));
    ASSERT_TRUE(incoming);
    const auto& receipts = std::get<Received>(*incoming).receipts;
    ASSERT_EQ(receipts.size(), 2u);
    EXPECT_EQ(receipts[0].provider_id, "2640:1");
    EXPECT_EQ(receipts[0].state, Receipt::State::delivered);
    EXPECT_EQ(receipts[1].provider_id, "2640:2");
    EXPECT_EQ(receipts[1].state, Receipt::State::failed);
    EXPECT_EQ(receipts[1].code, "MBBLACK");
    EXPECT_TRUE(receipts[1].opted_out);
    EXPECT_FALSE(receipts[0].opted_out);
}

TEST(TencentSms, TakesTheGoodOnesOfABatch) {
    const std::string good =
        R"({"mobile":"13800138000","nationcode":"86","text":"低保","time":1457336869})";
    const auto messages = receive(samples::post("[{}," + good + ",7]"));
    ASSERT_TRUE(messages);
    EXPECT_EQ(std::get<Received>(*messages).messages.size(), 1u);
    EXPECT_EQ(std::get<Received>(*messages).skipped, 2u);
    const auto receipts = receive(samples::post(
        R"([{"report_status":"SOON"},{"report_status":"FAIL","sid":"1"}])", "/receipts"
    ));
    ASSERT_TRUE(receipts);
    EXPECT_EQ(std::get<Received>(*receipts).receipts.size(), 1u);
    EXPECT_EQ(std::get<Received>(*receipts).skipped, 1u);
}

TEST(TencentSms, RefusesACallWithNothingToRead) {
    constexpr const char* bodies[] = {
        "",
        "{}",
        "[]",
        "[1]",
        "[{}]",
        R"({"mobile":"x","nationcode":"86","text":"1","time":1})",
        R"({"mobile":"13800138000","nationcode":"86","text":"1"})",
        R"({"mobile":"13800138000","nationcode":"86","text":"1","time":"soon"})",
        R"({"mobile":"13800138000","nationcode":"86","text":7,"time":1})",
        R"({"mobile":"13800138000","nationcode":"86","time":1})",
    };
    for (const auto* body : bodies) {
        SCOPED_TRACE(body);
        const auto refused = receive(samples::post(body));
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().fault, Fault::malformed);
    }
    for (const auto* body :
         {"[{}]", R"([{"report_status":"SUCCESS"}])", R"([{"report_status":"SOON","sid":"1"}])"})
        EXPECT_FALSE(receive(samples::post(body, "/receipts"))) << body;
}

TEST(TencentSms, AcknowledgesAsAsked) {
    const auto reply = samples::service()->acknowledge({}, {"好"}, samples::at());
    EXPECT_EQ(reply.body, R"({"result":0,"errmsg":"OK"})");
}

TEST(TencentSms, SendsATemplateWithItsVariable) {
    const auto call =
        samples::service()->build({17, "+8613800138000", "您好 & \"再见\""}, "", samples::at());
    EXPECT_EQ(call.url, "http://127.0.0.1:8094/");
    EXPECT_EQ(
        call.body,
        R"({"PhoneNumberSet":["+8613800138000"],"SessionContext":"17","SignName":"滦南县民政局",)"
        R"("SmsSdkAppId":"1400006666","TemplateId":"1110","TemplateParamSet":["您好 & \"再见\""]})"
    );
    EXPECT_EQ(http::find_field(call.headers, "X-TC-Action"), "SendSms");
    EXPECT_EQ(http::find_field(call.headers, "X-TC-Version"), "2021-01-11");
    EXPECT_EQ(http::find_field(call.headers, "X-TC-Region"), "ap-guangzhou");
    EXPECT_EQ(http::find_field(call.headers, "X-TC-Timestamp"), "1795305600");
    Asked asked;
    asked.host = "127.0.0.1:8094";
    asked.type = call.type;
    asked.timestamp = samples::noon;
    asked.body = call.body;
    const auto settings = samples::settings();
    EXPECT_EQ(
        http::find_field(call.headers, "Authorization"),
        authorization(settings.secret_id, settings.secret_key, asked)
    );
}

TEST(TencentSms, LeadsToAPageByItsSecondTemplate) {
    auto settings = samples::settings();
    settings.link_template_id = "1111";
    const auto service = samples::service(settings);
    const auto text = codec::mark("123456789ABCDEFGHJKLMN", "带身份证。");
    const auto call = service->build({17, "+8613800138000", text}, "", samples::at());
    EXPECT_NE(call.body.find(R"("TemplateId":"1111")"), std::string::npos);
    EXPECT_NE(
        call.body.find(R"("TemplateParamSet":["带身份证。","123456789AB","CDEFGHJKLMN"])"),
        std::string::npos
    ) << call.body;
}

Part tried() {
    Part part{17, "+8613800138000", "您好"};
    part.tried_at = dialogs::Time(std::chrono::seconds(samples::noon - 600));
    return part;
}

TEST(TencentSms, AsksWhatBecameOfAPart) {
    const auto call = samples::service()->query(tried(), samples::at());
    ASSERT_TRUE(call);
    EXPECT_EQ(
        call->body,
        R"({"BeginTime":1795304940,"EndTime":1795305600,"Limit":100,"Offset":0,)"
        R"("PhoneNumber":"+8613800138000","SmsSdkAppId":"1400006666"})"
    );
    EXPECT_EQ(http::find_field(call->headers, "X-TC-Action"), "PullSmsSendStatusByPhoneNumber");
}

std::optional<Receipt> told(const std::string& statuses) {
    http::Answer answer;
    answer.status = 200;
    answer.body = R"({"Response":{"PullSmsSendStatusSet":[)" + statuses + "]}}";
    return samples::service()->read_query(tried(), answer);
}

TEST(TencentSms, LearnsOfItsOwnPartOnly) {
    const std::string other = R"({"SessionContext":"16","ReportStatus":"FAIL","SerialNo":"1"},)";
    const auto delivered = told(
        other + R"({"SessionContext":"17","ReportStatus":"SUCCESS","SerialNo":"2640:2",)"
                R"("Description":"DELIVRD"})"
    );
    ASSERT_TRUE(delivered);
    EXPECT_EQ(delivered->part, 17);
    EXPECT_EQ(delivered->provider_id, "2640:2");
    EXPECT_EQ(delivered->state, Receipt::State::delivered);
    const auto failed =
        told(R"({"SessionContext":"17","ReportStatus":"FAIL","Description":"MBBLACK"})");
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->state, Receipt::State::failed);
    EXPECT_TRUE(failed->opted_out);
    EXPECT_FALSE(told(""));
    EXPECT_FALSE(told(R"({"SessionContext":"","ReportStatus":"SUCCESS"})"));
    EXPECT_FALSE(told(R"({"SessionContext":"17","ReportStatus":"SOON"})"));
}

SendOutcome outcome(int status, const std::string& body) {
    http::Answer answer;
    answer.status = status;
    answer.body = body;
    return samples::service()->interpret(answer);
}

SendOutcome status_of(const std::string& code) {
    return outcome(
        200,
        R"({"Response":{"SendStatusSet":[{"SerialNo":"2640:1","PhoneNumber":"+8613800138000",)"
        R"("Fee":1,"SessionContext":"17","Code":")" +
            code + R"(","Message":"m","IsoCode":"CN"}],"RequestId":"r"}})"
    );
}

TEST(TencentSms, ReadsWhatWasSaidOfTheNumber) {
    EXPECT_EQ(std::get<Accepted>(status_of("Ok")).provider_id, "2640:1");
    const auto stopped = status_of("FailedOperation.PhoneNumberInBlacklist");
    EXPECT_EQ(std::get<Rejected>(stopped).code, "FailedOperation.PhoneNumberInBlacklist");
    EXPECT_EQ(std::get<Rejected>(stopped).reason, Rejected::Reason::opted_out);
    EXPECT_TRUE(std::get<Deferred>(status_of("LimitExceeded.PhoneNumberDailyLimit")).persons_own);
    EXPECT_FALSE(std::get<Deferred>(status_of("LimitExceeded.AppDailyLimit")).persons_own);
    EXPECT_TRUE(std::holds_alternative<Deferred>(
        status_of("FailedOperation.SignatureIncorrectOrUnapproved")
    ));
    EXPECT_EQ(
        std::get<Deferred>(status_of("LimitExceeded.PhoneNumberDailyLimit")).after,
        std::chrono::hours(1)
    );
    EXPECT_EQ(
        std::get<Deferred>(status_of("LimitExceeded.PhoneNumberThirtySecondLimit")).after,
        std::chrono::seconds(30)
    );
    EXPECT_TRUE(std::holds_alternative<Unclear>(status_of("InternalError.Timeout")));
}

TEST(TencentSms, ReadsWhatWasSaidOfTheCall) {
    const auto error = [](const std::string& code) {
        return outcome(200, R"({"Response":{"Error":{"Code":")" + code + R"(","Message":"m"}}})");
    };
    EXPECT_TRUE(std::holds_alternative<Deferred>(error("AuthFailure.SignatureFailure")));
    EXPECT_TRUE(std::holds_alternative<Deferred>(error("RequestLimitExceeded")));
    EXPECT_TRUE(std::holds_alternative<Unclear>(error("InternalError.RequestTimeException")));
    EXPECT_TRUE(std::holds_alternative<Rejected>(error("InvalidParameterValue.ContentLengthLimit"))
    );
    EXPECT_TRUE(std::holds_alternative<Unclear>(outcome(200, "{}")));
    EXPECT_TRUE(std::holds_alternative<Unclear>(outcome(500, "")));
}

TEST(TencentSms, NeedsItsSecrets) {
    auto settings = samples::settings();
    settings.hook_secret = ops::Secret("short");
    EXPECT_FALSE(Service::make("qc", settings));
    settings = samples::settings();
    settings.secret_key = ops::Secret();
    EXPECT_FALSE(Service::make("qc", settings));
}

}  // namespace
}  // namespace gateway::channels::tencent_sms
