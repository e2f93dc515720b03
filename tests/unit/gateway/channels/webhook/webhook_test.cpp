#include "gateway/channels/webhook/webhook.h"

#include "tests/unit/gateway/channels/webhook/samples.h"

#include <gtest/gtest.h>

#include <string>
#include <variant>

namespace gateway::channels::webhook {
namespace {

using dialogs::Fault;

http::Request published() {
    http::Request request;
    request.body = R"({"test": 2432232314})";
    request.headers = {
        {"webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"},
        {"webhook-timestamp", "1614265330"},
        {"webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="}};
    return request;
}

// The standard's own example.
TEST(Webhook, KnowsThePublishedSignature) {
    const auto signature = Signature::make({ops::Secret(samples::secret)}).value();
    EXPECT_TRUE(signature.check(published(), samples::at(1614265330).now));
    const auto& told = published();
    EXPECT_EQ(
        signature.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", samples::at(1614265330).now, told.body),
        told.headers
    );
}

TEST(Webhook, RefusesAPublishedSignatureThatIsOldOrOverOtherBytes) {
    const auto signature = Signature::make({ops::Secret(samples::secret)}).value();
    EXPECT_TRUE(signature.check(published(), samples::at(1614265330 + 300).now));
    EXPECT_FALSE(signature.check(published(), samples::at(1614265330 + 301).now));
    EXPECT_FALSE(signature.check(published(), samples::at(1614265330 - 301).now));
    auto changed = published();
    changed.body.back() = ' ';
    EXPECT_FALSE(signature.check(changed, samples::at(1614265330).now));
    for (std::size_t header = 0; header < 3; ++header) {
        auto without = published();
        without.headers[header].second.clear();
        EXPECT_FALSE(signature.check(without, samples::at(1614265330).now)) << header;
    }
}

TEST(Webhook, TakesBothKeysWhileTheyAreChanged) {
    auto settings = samples::settings();
    const auto body = samples::message("低保");
    const auto old = samples::post(body, samples::noon, "msg_1", samples::former);
    EXPECT_FALSE(samples::hotline()->receive(old, "", samples::at()));
    settings.former_secret = ops::Secret(samples::former);
    const auto both = samples::hotline(settings);
    EXPECT_TRUE(both->receive(old, "", samples::at()));
    EXPECT_TRUE(both->receive(samples::post(body), "", samples::at()));
    // What we send carries a signature for each, and a receiver with either key takes it.
    const auto call = both->build({17, "+8613800138000", "您好"}, "", samples::at());
    http::Request request;
    request.body = call.body;
    request.headers = call.headers;
    for (const auto& key : {samples::secret, samples::former})
        EXPECT_TRUE(Signature::make({ops::Secret(key)})->check(request, samples::at().now));
}

TEST(Webhook, ReadsAMessage) {
    const auto incoming =
        samples::hotline()->receive(samples::post(samples::message("低保")), "", samples::at());
    ASSERT_TRUE(incoming);
    const auto& message = std::get<Received>(*incoming).messages.at(0);
    EXPECT_EQ(message.from, (dialogs::Address{"hotline", "+8613800138000"}));
    EXPECT_EQ(message.id, "e-1");
    EXPECT_EQ(message.text, "低保");
}

dialogs::Message read(const std::string& rest) {
    const auto body = R"({"id":"e-2","from":{"path":"+8613800138000"},)" + rest + "}";
    const auto incoming = samples::hotline()->receive(samples::post(body), "", samples::at());
    EXPECT_TRUE(incoming) << rest;
    return incoming ? std::get<Received>(*incoming).messages.at(0) : dialogs::Message{};
}

TEST(Webhook, ReadsWhatIsAttached) {
    using dialogs::MessageKind;
    const std::string file = R"("attachment":{"url":"https://files.example/a/1.jpg?s=1"})";
    const auto image = read(R"("kind":"image","text":"户口本",)" + file);
    EXPECT_EQ(image.kind, MessageKind::image);
    EXPECT_EQ(image.text, "户口本");
    EXPECT_EQ(image.media_id, "https://files.example/a/1.jpg?s=1");
    EXPECT_EQ(read(R"("kind":"voice",)" + file).kind, MessageKind::voice);
    EXPECT_EQ(read(R"("kind":"video",)" + file).kind, MessageKind::video);
    EXPECT_EQ(read(R"("kind":"file",)" + file).kind, MessageKind::file);
    EXPECT_EQ(read(R"("kind":"text","text":"低保")").kind, MessageKind::text);
    const auto call = samples::hotline()->fetch_media(image.media_id, "");
    EXPECT_EQ(call.method, "GET");
    EXPECT_EQ(call.url, "https://files.example/a/1.jpg?s=1");
    EXPECT_TRUE(call.headers.empty());
}

TEST(Webhook, ReadsAPlace) {
    const auto named = read(
        R"("kind":"location","location":{"latitude":39.5,"longitude":118.7,"name":"倴城镇北街"})"
    );
    EXPECT_EQ(named.kind, dialogs::MessageKind::location);
    EXPECT_EQ(named.text, "倴城镇北街（39.5,118.7）");
    const auto bare = read(R"("kind":"location","location":{"latitude":-39,"longitude":118.7})");
    EXPECT_EQ(bare.text, "-39,118.7");
}

TEST(Webhook, TakesASubscriptionsEventForTheWord) {
    EXPECT_EQ(read(R"("event":"stop")").text, "退订");
    EXPECT_EQ(read(R"("event":"start")").text, "恢复");
    EXPECT_EQ(read(R"("event":"start")").kind, dialogs::MessageKind::text);
}

TEST(Webhook, ReadsReceiptsOfItsOwnParts) {
    const auto read = [](const std::string& receipt) {
        const auto body = R"({"receipt":)" + receipt + "}";
        return samples::hotline()->receive(samples::post(body), "", samples::at());
    };
    const auto good = read(R"({"id":"hotline-17","state":"delivered"})");
    ASSERT_TRUE(good);
    EXPECT_EQ(std::get<Received>(*good).receipts.at(0).part, 17);
    EXPECT_EQ(std::get<Received>(*good).receipts.at(0).state, Receipt::State::delivered);
    for (const auto* bad :
         {"1",
          "{}",
          R"({"id":"hotline-17","state":"lost"})",
          R"({"id":"hotline-x","state":"sent"})",
          R"({"id":"hotline-0","state":"sent"})",
          R"({"id":"other-17","state":"sent"})"}) {
        EXPECT_FALSE(read(bad)) << bad;
    }
}

TEST(Webhook, RefusesWhatIsNoMessage) {
    constexpr const char* bodies[] = {
        "",
        "[]",
        "{}",
        R"({"from":{"path":"a"}})",
        R"({"text":"x"})",
        R"({"from":{"path":"a b"},"text":"x"})",
        R"({"from":{"path":""},"text":"x"})",
        R"({"id":"","from":{"path":"a"},"text":"x"})",
        R"({"from":{"path":"a"},"text":1})",
        R"({"from":{"path":"a"},"text":"x","sent_at":"soon"})",
        R"({"from":{"path":"a"},"text":"x","sent_at":-1})",
        R"({"from":{"path":"a"},"event":"pause"})",
        R"({"from":{"path":"a"},"event":1,"text":"x"})",
        R"({"event":"stop"})",
        R"({"from":{"path":"a"},"kind":"poll","text":"x"})",
        R"({"from":{"path":"a"},"kind":7,"text":"x"})",
        R"({"from":{"path":"a"},"kind":"image"})",
        R"({"from":{"path":"a"},"kind":"image","attachment":"https://files.example/1"})",
        R"({"from":{"path":"a"},"kind":"image","attachment":{"url":"file:///etc/passwd"}})",
        R"({"from":{"path":"a"},"kind":"image","attachment":{"url":"https://me@files.example/1"}})",
        R"({"from":{"path":"a"},"kind":"image","attachment":{"url":"https://f.example/1"},"text":1})",
        R"({"from":{"path":"a"},"kind":"location"})",
        R"({"from":{"path":"a"},"kind":"location","location":{"latitude":39.5}})",
        R"({"from":{"path":"a"},"kind":"location","location":{"latitude":"39","longitude":1}})",
        R"({"from":{"path":"a"},"kind":"location","location":{"latitude":91,"longitude":1}})",
        R"({"from":{"path":"a"},"kind":"location","location":{"latitude":1,"longitude":-181}})",
    };
    for (const auto* body : bodies) {
        SCOPED_TRACE(body);
        const auto refused = samples::hotline()->receive(samples::post(body), "", samples::at());
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().fault, Fault::malformed);
    }
}

TEST(Webhook, KeepsItsIdOverEveryTry) {
    const auto hotline = samples::hotline();
    const Part part{17, "+8613800138000", "您好"};
    const auto first = hotline->build(part, "", samples::at());
    const auto later = hotline->build(part, "", samples::at(samples::noon + 600));
    EXPECT_EQ(first.headers[0], later.headers[0]);
    EXPECT_NE(first.headers[2], later.headers[2]);
    EXPECT_EQ(first.body, later.body);
}

TEST(Webhook, HonoursRetryAfter) {
    http::Answer answer;
    answer.status = 429;
    answer.headers = {{"retry-after", "120"}};
    const auto outcome = samples::hotline()->interpret(answer);
    ASSERT_TRUE(std::holds_alternative<Deferred>(outcome));
    EXPECT_EQ(std::get<Deferred>(outcome).after, std::chrono::seconds(120));
}

TEST(Webhook, NeedsAKeyOfTheStandardsLength) {
    for (const auto* secret : {"", "whsec_", "whsec_AAAA", "whsec_not base64 at all!"}) {
        auto settings = samples::settings();
        settings.secret = ops::Secret(secret);
        EXPECT_FALSE(Webhook::make("hotline", settings)) << secret;
    }
}

}  // namespace
}  // namespace gateway::channels::webhook
