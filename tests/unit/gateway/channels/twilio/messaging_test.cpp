#include "gateway/channels/twilio/messaging.h"

#include "tests/unit/gateway/channels/twilio/samples.h"

#include <gtest/gtest.h>

#include <string>
#include <variant>

namespace gateway::channels::twilio {
namespace {

using dialogs::Fault;

// The first two are Twilio's documentation's, the third was computed by another program.
TEST(Twilio, KnowsPublishedSignatures) {
    struct Case {
        const char* caller;
        const char* signature;
    };
    constexpr Case cases[] = {
        {"+14158675309", "RSOYDt4T1cUTdK1PDd93/VVr8B8="},
        {"+12349013030", "0/KCTR6DLpKmkAf8muzZqo1nDgQ="},
        {"+14158675310", "GvWf1cFY/Q7PnoempGyD5oXAezc="},
    };
    for (const auto& [caller, expected] : cases) {
        SCOPED_TRACE(caller);
        const http::Fields form = {
            {"To", "+18005551212"},
            {"CallSid", "CA1234567890ABCDE"},
            {"Caller", caller},
            {"Digits", "1234"},
            {"From", caller}};
        const auto* url = "https://mycompany.com/myapp.php?foo=1&bar=2";
        EXPECT_EQ(signature("12345", url, form), expected);
    }
}

TEST(Twilio, SignsARepeatedFieldOnceForEachValue) {
    const auto once = signature("12345", "https://a/", {{"a", "1"}});
    EXPECT_EQ(signature("12345", "https://a/", {{"a", "1"}, {"a", "1"}}), once);
    EXPECT_NE(signature("12345", "https://a/", {{"a", "1"}, {"a", "2"}}), once);
}

Received received(const http::Request& request) {
    const auto incoming = samples::messaging()->receive(request, "", samples::at());
    EXPECT_TRUE(incoming);
    return incoming ? std::get<Received>(*incoming) : Received{};
}

TEST(Twilio, ReadsAnIncomingSms) {
    const auto messages = received(samples::post(samples::sms("80岁有补贴吗"))).messages;
    ASSERT_EQ(messages.size(), 1u);
    EXPECT_EQ(messages[0].from, (dialogs::Address{"tw", "+8613800138000"}));
    EXPECT_EQ(messages[0].id, "SM1");
    EXPECT_EQ(messages[0].text, "80岁有补贴吗");
}

TEST(Twilio, ReadsHowFarAPartCame) {
    using State = Receipt::State;
    struct Case {
        const char* status;
        State state;
    };
    constexpr Case cases[] = {
        {"queued", State::queued},
        {"sending", State::queued},
        {"sent", State::sent},
        {"delivered", State::delivered},
        {"read", State::delivered},
        {"undelivered", State::failed},
        {"failed", State::failed},
    };
    for (const auto& [status, state] : cases) {
        SCOPED_TRACE(status);
        const http::Fields form = {
            {"MessageSid", "SM9"}, {"AccountSid", samples::account}, {"MessageStatus", status}};
        const auto receipts = received(samples::post(form, "part=17")).receipts;
        ASSERT_EQ(receipts.size(), 1u);
        EXPECT_EQ(receipts[0].part, 17);
        EXPECT_EQ(receipts[0].provider_id, "SM9");
        EXPECT_EQ(receipts[0].state, state);
    }
}

TEST(Twilio, RefusesAnotherPartThanWasSigned) {
    const http::Fields form = {
        {"MessageSid", "SM9"}, {"AccountSid", samples::account}, {"MessageStatus", "failed"}};
    auto request = samples::post(form, "part=17");
    request.query = "part=18";
    const auto refused = samples::messaging()->receive(request, "", samples::at());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fault, Fault::denied);
}

TEST(Twilio, RefusesWhatIsNoSms) {
    const auto fault = [](const http::Fields& form) {
        return samples::messaging()->receive(samples::post(form), "", samples::at()).error().fault;
    };
    auto form = samples::sms("x");
    form[1].second = "AC9";
    EXPECT_EQ(fault(form), Fault::denied) << "another account";
    form = samples::sms("x", "");
    EXPECT_EQ(fault(form), Fault::malformed) << "no id";
    form = samples::sms("x");
    form[2].second = "BANK";
    EXPECT_EQ(fault(form), Fault::malformed) << "no number";
    EXPECT_EQ(fault(samples::sms(std::string(8193, 'x'))), Fault::too_large);
}

// A TwiML with a Message would be sent a second time.
TEST(Twilio, AcknowledgesWithEmptyTwiml) {
    const auto reply = samples::messaging()->acknowledge({"+86", "", ""}, {"好"}, samples::at());
    EXPECT_EQ(reply.body, R"(<?xml version="1.0" encoding="UTF-8"?><Response/>)");
    EXPECT_TRUE(reply.type.starts_with("application/xml"));
}

TEST(Twilio, SendsByRest) {
    const auto call =
        samples::messaging()->build({17, "+8613800138000", "您好 & 再见"}, "", samples::at());
    EXPECT_EQ(
        call.url, "http://127.0.0.1:8092/2010-04-01/Accounts/" + samples::account + "/Messages.json"
    );
    const auto form = http::decode_form(call.body).value();
    EXPECT_EQ(form.get("To"), "+8613800138000");
    EXPECT_EQ(form.get("Body"), "您好 & 再见");
    EXPECT_EQ(form.get("From"), "+18005551212");
    EXPECT_EQ(form.get("StatusCallback"), samples::public_url + "/hooks/tw?part=17");
    EXPECT_EQ(call.headers.at(0).first, "Authorization");
    EXPECT_EQ(
        call.headers[0].second, "Basic " + codec::base64(samples::account + ":" + samples::token)
    );
}

template <class Outcome>
bool says(int status, const char* body) {
    http::Answer answer;
    answer.status = status;
    answer.body = body;
    return std::holds_alternative<Outcome>(samples::messaging()->interpret(answer));
}

TEST(Twilio, ReadsTwiliosAnswers) {
    EXPECT_TRUE(says<Accepted>(201, R"({"sid":"SM1","status":"queued"})"));
    EXPECT_TRUE(says<Rejected>(400, R"({"code":21610,"message":"unsubscribed"})"));
    EXPECT_TRUE(says<Rejected>(400, "?"));
    EXPECT_TRUE(says<Deferred>(400, R"({"code":63018})"));
    EXPECT_TRUE(says<Deferred>(429, R"({"code":20429})"));
    EXPECT_TRUE(says<Deferred>(401, ""));
    EXPECT_TRUE(says<Unclear>(201, "{}"));
    EXPECT_TRUE(says<Unclear>(500, ""));
}

TEST(Twilio, NeedsAnAccountAndItsToken) {
    auto settings = samples::settings();
    settings.account_sid = "SM1";
    EXPECT_FALSE(Messaging::make("tw", settings, ""));
    settings = samples::settings();
    settings.auth_token = ops::Secret();
    EXPECT_FALSE(Messaging::make("tw", settings, ""));
}

}  // namespace
}  // namespace gateway::channels::twilio
