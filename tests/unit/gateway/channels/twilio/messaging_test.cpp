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

http::Fields mms(const std::string& url, const std::string& type = "image/jpeg") {
    auto fields = samples::sms("我家的房子");
    fields.back() = {"NumMedia", "1"};
    fields.emplace_back("MediaUrl0", url);
    fields.emplace_back("MediaContentType0", type);
    return fields;
}

const std::string media_base =
    "https://api.twilio.com/2010-04-01/Accounts/" + samples::account + "/Messages/MM1/Media/";

TEST(Twilio, ReadsWhatCameBesideTheWords) {
    using dialogs::MessageKind;
    auto fields = mms(media_base + "ME0");
    fields[5] = {"NumMedia", "4"};
    for (const auto* const more : {"1 audio/amr", "2 video/3gpp", "3 application/pdf"}) {
        const std::string number(1, more[0]);
        fields.emplace_back("MediaUrl" + number, media_base + "ME" + number);
        fields.emplace_back("MediaContentType" + number, more + 2);
    }
    const auto message = received(samples::post(fields)).messages.at(0);
    EXPECT_EQ(message.kind, MessageKind::image);
    EXPECT_EQ(message.text, "我家的房子");
    EXPECT_EQ(message.media_id, "MM1/ME0");
    const std::vector<dialogs::Enclosure> more = {
        {MessageKind::voice, "MM1/ME1"},
        {MessageKind::video, "MM1/ME2"},
        {MessageKind::file, "MM1/ME3"}};
    EXPECT_EQ(message.more, more);
}

TEST(Twilio, ReadsNoMoreFilesThanTwilioSends) {
    auto fields = mms(media_base + "ME0");
    fields[5] = {"NumMedia", "100000"};
    EXPECT_EQ(received(samples::post(fields)).messages.at(0).more.size(), 9u);
    fields[5] = {"NumMedia", "many"};
    const auto message = received(samples::post(fields)).messages.at(0);
    EXPECT_EQ(message.kind, dialogs::MessageKind::text);
    EXPECT_EQ(message.media_id, "");
}

// Whatever address a call names, what we prove ourselves with goes to ours.
TEST(Twilio, FetchesFromItsOwnAddressOnly) {
    const auto channel = samples::messaging();
    const auto fetched = channel->fetch_media("MM1/ME0", "");
    EXPECT_EQ(fetched.method, "GET");
    EXPECT_EQ(
        fetched.url,
        "http://127.0.0.1:8092/2010-04-01/Accounts/" + samples::account + "/Messages/MM1/Media/ME0"
    );
    EXPECT_EQ(
        http::find_field(fetched.headers, "Authorization"),
        "Basic " + codec::base64(samples::account + ":" + samples::token)
    );
    const auto other = "https://api.twilio.com/2010-04-01/Accounts/AC9/Messages/MM1/Media/ME0";
    for (const auto& url :
         {std::string(other),
          media_base,
          media_base + "ME0/../../../Messages.json",
          media_base + "ME0?to=evil.example",
          media_base + "ME0%2f..",
          std::string("ftp://api.twilio.com/"),
          std::string()}) {
        EXPECT_EQ(received(samples::post(mms(url))).messages.at(0).media_id, "") << url;
    }
    const auto elsewhere = "https://evil.example" + media_base.substr(22) + "ME0";
    EXPECT_EQ(received(samples::post(mms(elsewhere))).messages.at(0).media_id, "MM1/ME0");
}

TEST(Twilio, FollowsToWhereAFileLies) {
    const auto channel = samples::messaging();
    const auto read = [&](int status, const std::string& type, const std::string& location = "") {
        http::Answer answer;
        answer.status = status;
        answer.body = "bytes";
        answer.headers = {{"Content-Type", type}};
        if (!location.empty()) answer.headers.emplace_back("Location", location);
        return channel->read_media(std::move(answer));
    };
    EXPECT_EQ(
        read(307, "", "https://mms.twiliocdn.com/x").value().elsewhere,
        "https://mms.twiliocdn.com/x"
    );
    EXPECT_EQ(read(200, "image/jpeg").value().bytes, "bytes");
    EXPECT_EQ(read(404, "application/json").error().fault, Fault::not_found);
    for (const int status : {307, 401, 403, 429, 500, 503})
        EXPECT_EQ(read(status, "").error().fault, Fault::unavailable) << status;
    EXPECT_EQ(read(200, "text/html").error().fault, Fault::unavailable);
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

// With Messages in it they would be sent a second time, and without receipts.
TEST(Twilio, AcknowledgesWithEmptyTwiml) {
    const auto reply = samples::messaging()->acknowledge({"+86", "", ""}, {"好"}, samples::at());
    EXPECT_EQ(reply.body, R"(<?xml version="1.0" encoding="UTF-8"?><Response/>)");
    EXPECT_TRUE(reply.type.starts_with("application/xml"));
}

TEST(Twilio, LetsAnswersRideInTwimlWhereThatIsWanted) {
    auto wanted = samples::settings();
    wanted.twiml = true;
    const auto channel = samples::messaging(wanted);
    EXPECT_TRUE(channel->capabilities().passive_reply);
    const std::vector<std::string> parts{"材料：身份证 & 户口本", "<1>同意"};
    EXPECT_EQ(channel->carried(parts), 2u);
    const auto reply = channel->acknowledge({"+86", "", ""}, parts, samples::at());
    EXPECT_EQ(
        reply.body,
        R"(<?xml version="1.0" encoding="UTF-8"?><Response>)"
        "<Message>材料：身份证 &amp; 户口本</Message><Message>&lt;1&gt;同意</Message></Response>"
    );
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
