#include "gateway/channels/aliyun_sms/service.h"

#include "gateway/channels/aliyun_sms/signature.h"
#include "gateway/channels/codec/digest.h"
#include "gateway/channels/codec/marked.h"
#include "gateway/http/form.h"
#include "tests/unit/gateway/channels/aliyun_sms/samples.h"

#include <gtest/gtest.h>

#include <string>
#include <variant>
#include <vector>

namespace gateway::channels::aliyun_sms {
namespace {

using dialogs::Fault;

// The first is the documentation's own, the second was computed by another program.
TEST(Acs3, SignsAsPublished) {
    Asked published;
    published.query = {
        {"RegionId", "cn-shanghai"},
        {"ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"}};
    published.headers = {
        {"x-acs-version", "2014-05-26"},
        {"host", "ecs.cn-shanghai.aliyuncs.com"},
        {"x-acs-action", "RunInstances"},
        {"x-acs-date", "2023-10-26T10:22:32Z"},
        {"x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d"}};
    Asked send;
    send.query = {
        {"PhoneNumbers", "13800138000"},
        {"SignName", "滦南县民政局"},
        {"TemplateCode", "SMS_123456789"},
        {"TemplateParam", R"({"item":"高龄津贴","state":"审核中"})"},
        {"OutId", "m-0001"},
        {"SmsUpExtendCode", "01"}};
    send.headers = {
        {"host", "dysmsapi.aliyuncs.com"},
        {"x-acs-action", "SendSms"},
        {"x-acs-version", "2017-05-25"},
        {"x-acs-date", "2026-11-22T00:00:00Z"},
        {"x-acs-signature-nonce", "00000000000000000000000000000001"}};
    const ops::Secret secret("YourAccessKeySecret");
    // The published example signs the digest of the body as well.
    const auto digest = codec::hex(codec::sha256(""));
    for (auto* asked : {&published, &send})
        asked->headers.emplace_back("x-acs-content-sha256", digest);
    EXPECT_EQ(
        codec::hex(codec::sha256(canonical(published))),
        "7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259"
    );
    EXPECT_EQ(
        signature(secret, published),
        "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
    );
    EXPECT_EQ(
        signature(secret, send), "3945ce5a72869284e98f3205ce614113471b9744fb43e7ce05722a307acb2f9b"
    );
}

dialogs::Result<Incoming> receive(const http::Request& request) {
    return samples::service()->receive(request, samples::secret, samples::at());
}

TEST(AliyunSms, ReadsMessagesWithBothKindsOfNumber) {
    const auto incoming = receive(samples::post(
        R"([{"phone_number":"13800138000","content":"低保","send_time":"2026-11-22 08:00:01",
            "dest_code":"1","sequence_id":1234567890},
            {"phone_number":"8613900139000","content":"1","send_time":"2026-11-22 08:00:02",
            "dest_code":"1","sequence_id":"77"}])"
    ));
    ASSERT_TRUE(incoming);
    const auto& messages = std::get<Received>(*incoming).messages;
    ASSERT_EQ(messages.size(), 2u);
    EXPECT_EQ(messages[0].from, (dialogs::Address{"ali", "+8613800138000"}));
    EXPECT_EQ(messages[0].id, "1234567890");
    EXPECT_EQ(messages[0].text, "低保");
    EXPECT_EQ(messages[0].sent_at, dialogs::Time(std::chrono::seconds(1795305601)));
    EXPECT_EQ(messages[1].from.sender, "+8613900139000");
    EXPECT_EQ(messages[1].id, "77");
}

TEST(AliyunSms, ReadsReceipts) {
    const auto incoming = receive(samples::post(
        R"([{"success":true,"err_code":"DELIVERED","biz_id":"9001","out_id":"17"},
            {"success":false,"err_code":"MBBLACK","biz_id":"9002"}])",
        "/receipts"
    ));
    ASSERT_TRUE(incoming);
    const auto& receipts = std::get<Received>(*incoming).receipts;
    ASSERT_EQ(receipts.size(), 2u);
    EXPECT_EQ(receipts[0].part, 17);
    EXPECT_EQ(receipts[0].state, Receipt::State::delivered);
    EXPECT_EQ(receipts[1].provider_id, "9002");
    EXPECT_EQ(receipts[1].state, Receipt::State::failed);
    EXPECT_EQ(receipts[1].code, "MBBLACK");
}

constexpr const char* odd_messages[] = {
    "1",
    "{}",
    R"({"phone_number":"x","content":"1","send_time":"2026-11-22 08:00:01","sequence_id":1})",
    R"({"phone_number":"13800138000","content":"1","send_time":"soon","sequence_id":1})",
    R"({"phone_number":"13800138000","content":"1","send_time":"2026-02-30 08:00:01","sequence_id":1})",
    R"({"phone_number":"13800138000","content":"1","send_time":"2026-11-22 08:00:01"})",
    R"({"phone_number":"13800138000","send_time":"2026-11-22 08:00:01","sequence_id":1})",
};

TEST(AliyunSms, RefusesACallWithNothingToRead) {
    std::vector<std::string> bodies = {"", "{}", "[]"};
    for (const std::string item : odd_messages)
        bodies.push_back("[" + item + "]");
    for (const auto& body : bodies) {
        SCOPED_TRACE(body);
        const auto refused = receive(samples::post(body));
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().fault, Fault::malformed);
    }
    for (const auto* body : {"[{}]", R"([{"success":true}])", R"([{"success":true,"out_id":"x"}])"})
        EXPECT_FALSE(receive(samples::post(body, "/receipts"))) << body;
}

TEST(AliyunSms, TakesTheGoodOnesOfABatch) {
    const std::string good =
        R"({"phone_number":"13900139000","content":"低保","send_time":"2026-11-22 08:00:02","sequence_id":"77"})";
    for (const std::string odd : odd_messages) {
        SCOPED_TRACE(odd);
        const auto incoming = receive(samples::post("[" + odd + "," + good + "]"));
        ASSERT_TRUE(incoming);
        const auto& received = std::get<Received>(*incoming);
        ASSERT_EQ(received.messages.size(), 1u);
        EXPECT_EQ(received.messages[0].id, "77");
        EXPECT_EQ(received.skipped, 1u);
        EXPECT_FALSE(received.skipped_why.empty());
        EXPECT_EQ(received.skipped_why.find("138"), std::string::npos);
    }
}

TEST(AliyunSms, LeavesAnotherProgramsReceiptToItsIdThere) {
    const auto incoming = receive(samples::post(
        R"([{"success":true,"err_code":"DELIVERED","biz_id":"9001","out_id":"crm-5"},
            {"success":true,"err_code":"DELIVERED","biz_id":"9002","out_id":"17"}, {"success":1}])",
        "/receipts"
    ));
    ASSERT_TRUE(incoming);
    const auto& received = std::get<Received>(*incoming);
    ASSERT_EQ(received.receipts.size(), 2u);
    EXPECT_EQ(received.receipts[0].part, 0);
    EXPECT_EQ(received.receipts[0].provider_id, "9001");
    EXPECT_EQ(received.receipts[1].part, 17);
    EXPECT_EQ(received.skipped, 1u);
}

TEST(AliyunSms, TakesABatchOfHundreds) {
    std::string body = "[";
    for (int at = 0; at < 800; ++at) {
        const auto id = std::to_string(1'000'000'000 + at);
        body += R"({"phone_number":"13800138000","send_time":"2026-11-22 08:00:01",)"
                R"("report_time":"2026-11-22 08:00:09","success":true,"err_code":"DELIVERED",)"
                R"("err_msg":"用户接收成功","sms_size":"1","biz_id":")" +
                id + R"(^0","out_id":")" + id + "\"},";
    }
    body.back() = ']';
    ASSERT_GT(body.size(), 128u * 1024);
    const auto incoming = receive(samples::post(body, "/receipts"));
    ASSERT_TRUE(incoming);
    EXPECT_EQ(std::get<Received>(*incoming).receipts.size(), 800u);
}

TEST(AliyunSms, AcknowledgesWithANumericCode) {
    const auto reply = samples::service()->acknowledge({}, {"好"}, samples::at());
    EXPECT_EQ(reply.body, R"({"code":0,"msg":"接收成功"})");
}

TEST(AliyunSms, SendsATemplateWithItsVariable) {
    const auto call =
        samples::service()->build({17, "+8613800138000", "您好 & \"再见\""}, "", samples::at());
    const std::string start = "http://127.0.0.1:8093/?";
    ASSERT_TRUE(call.url.starts_with(start));
    const auto form = http::decode_form(call.url.substr(start.size())).value();
    EXPECT_EQ(form.get("PhoneNumbers"), "13800138000");
    EXPECT_EQ(form.get("SignName"), "滦南县民政局");
    EXPECT_EQ(form.get("TemplateCode"), "SMS_123456789");
    EXPECT_EQ(form.get("TemplateParam"), R"({"content":"您好 & \"再见\""})");
    EXPECT_EQ(form.get("OutId"), "17");
    EXPECT_EQ(http::find_field(call.headers, "x-acs-date"), "2026-11-22T00:00:00Z");
    const auto proof = http::find_field(call.headers, "Authorization");
    EXPECT_TRUE(proof.starts_with(
        "ACS3-HMAC-SHA256 Credential=LTAI0000000000000000,SignedHeaders=host;x-acs-action;"
        "x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature="
    )) << proof;
}

config::AliyunSms with_link() {
    auto settings = samples::settings();
    settings.link_template_code = "SMS_2";
    settings.link_variables = {"content", "end"};
    return settings;
}

TEST(AliyunSms, LeadsToAPageByItsSecondTemplate) {
    const auto service = samples::service(with_link());
    EXPECT_FALSE(service->capabilities().free_text);
    const auto token = std::string("123456789ABCDEFGHJKLMN");
    const auto call =
        service->build({17, "+8613800138000", codec::mark(token, "带身份证。")}, "", samples::at());
    const auto form = http::decode_form(call.url.substr(call.url.find('?') + 1)).value();
    EXPECT_EQ(form.get("TemplateCode"), "SMS_2");
    EXPECT_EQ(
        form.get("TemplateParam"), R"({"content":"带身份证。","end":"123456789ABCDEFGHJKLMN"})"
    );
}

TEST(AliyunSms, NeedsAVariableForEachPieceOfTheLink) {
    auto settings = with_link();
    settings.variable_max = 12;
    const auto made = Service::make("ali", settings);
    ASSERT_FALSE(made);
    EXPECT_NE(made.error().detail.find("link_variables must name 3"), std::string::npos);
    settings.link_variables.push_back("rest");
    EXPECT_TRUE(Service::make("ali", settings));
}

Part tried() {
    Part part{17, "+8613800138000", "您好"};
    // Half past midnight in China: the day before in UTC.
    part.tried_at = dialogs::Time(std::chrono::seconds(1795305600 - 8 * 3600 + 1800));
    return part;
}

TEST(AliyunSms, AsksWhatBecameOfAPart) {
    const auto call = samples::service()->query(tried(), samples::at());
    ASSERT_TRUE(call);
    const auto form = http::decode_form(call->url.substr(call->url.find('?') + 1)).value();
    EXPECT_EQ(form.get("PhoneNumber"), "13800138000");
    EXPECT_EQ(form.get("SendDate"), "20261122");
    EXPECT_EQ(form.get("CurrentPage"), "1");
    EXPECT_EQ(http::find_field(call->headers, "x-acs-action"), "QuerySendDetails");
}

std::optional<Receipt> told(const std::string& details) {
    http::Answer answer;
    answer.status = 200;
    answer.body = R"({"Code":"OK","SmsSendDetailDTOs":{"SmsSendDetailDTO":[)" + details + "]}}";
    return samples::service()->read_query(tried(), answer);
}

TEST(AliyunSms, LearnsOfItsOwnPartOnly) {
    const std::string other = R"({"OutId":"16","SendStatus":3,"ErrCode":"DELIVERED"},)";
    const auto delivered = told(other + R"({"OutId":"17","SendStatus":3,"ErrCode":"DELIVERED"})");
    ASSERT_TRUE(delivered);
    EXPECT_EQ(delivered->part, 17);
    EXPECT_EQ(delivered->state, Receipt::State::delivered);
    const auto failed = told(R"({"OutId":"17","SendStatus":2,"ErrCode":"MBBLACK"})");
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->state, Receipt::State::failed);
    EXPECT_TRUE(failed->opted_out);
    const auto waiting = told(R"({"OutId":"17","SendStatus":1})");
    ASSERT_TRUE(waiting);
    EXPECT_EQ(waiting->state, Receipt::State::sent);
    EXPECT_FALSE(told(""));
    EXPECT_FALSE(told(R"({"OutId":"16","SendStatus":3})"));
    EXPECT_FALSE(told(R"({"OutId":"17","SendStatus":9})"));
    EXPECT_FALSE(told("7"));
}

template <class Outcome>
bool says(int status, const char* body) {
    http::Answer answer;
    answer.status = status;
    answer.body = body;
    return std::holds_alternative<Outcome>(samples::service()->interpret(answer));
}

TEST(AliyunSms, ReadsTheAnswers) {
    EXPECT_TRUE(says<Accepted>(200, R"({"Code":"OK","BizId":"9001"})"));
    EXPECT_TRUE(says<Deferred>(200, R"({"Code":"isv.BUSINESS_LIMIT_CONTROL"})"));
    EXPECT_TRUE(says<Deferred>(200, R"({"Code":"isv.AMOUNT_NOT_ENOUGH"})"));
    EXPECT_TRUE(says<Rejected>(200, R"({"Code":"isv.MOBILE_NUMBER_ILLEGAL"})"));
    EXPECT_TRUE(says<Rejected>(200, R"({"Code":"isv.SMS_CONTENT_ILLEGAL"})"));
    EXPECT_TRUE(says<Unclear>(200, "{}"));
    EXPECT_TRUE(says<Unclear>(500, ""));
}

TEST(AliyunSms, KeepsItsMessagesWhileWhatIsWrongIsOursToMend) {
    struct Case {
        int status;
        const char* code;
    };
    constexpr Case cases[] = {
        {400, "SignatureDoesNotMatch"},
        {404, "InvalidAccessKeyId.NotFound"},
        {400, "InvalidTimeStamp.Expired"},
        {403, "Forbidden.RAM"},
        {200, "isp.RAM_PERMISSION_DENY"},
        {200, "isv.SMS_SIGN_ILLEGAL"},
        {200, "isv.SMS_SIGNATURE_ILLEGAL"},
        {200, "isv.SIGN_STATE_ILLEGAL"},
        {200, "isv.SMS_TEMPLATE_ILLEGAL"},
        {200, "isv.DENY_IP_RANGE"},
        {200, "isv.ACCOUNT_ABNORMAL"},
        {200, "isv.PRODUCT_UN_SUBSCRIPT"},
        {200, "isv.DAY_LIMIT_CONTROL"},
    };
    for (const auto& [status, code] : cases) {
        http::Answer answer;
        answer.status = status;
        answer.body = std::string(R"({"Code":")") + code + "\"}";
        const auto outcome = samples::service()->interpret(answer);
        ASSERT_TRUE(std::holds_alternative<Deferred>(outcome)) << code;
        EXPECT_EQ(std::get<Deferred>(outcome).why, code);
        EXPECT_TRUE(std::get<Deferred>(outcome).after);
        EXPECT_FALSE(std::get<Deferred>(outcome).persons_own) << code;
    }
}

TEST(AliyunSms, NeedsItsSecrets) {
    auto settings = samples::settings();
    settings.hook_secret = ops::Secret("short");
    EXPECT_FALSE(Service::make("ali", settings));
    settings = samples::settings();
    settings.access_key_secret = ops::Secret();
    EXPECT_FALSE(Service::make("ali", settings));
}

}  // namespace
}  // namespace gateway::channels::aliyun_sms
