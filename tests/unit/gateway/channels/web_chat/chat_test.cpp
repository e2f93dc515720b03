#include "gateway/channels/web_chat/chat.h"

#include "gateway/channels/web_chat/web_chat.h"

#include <gtest/gtest.h>

#include <string>
#include <variant>

namespace gateway::channels::web_chat {
namespace {

std::string token(std::uint8_t fill) {
    std::array<std::uint8_t, 32> random{};
    random.fill(fill);
    return new_token(random);
}

TEST(Chat, IsNamedByAKeyThatTheNameDoesNotTell) {
    const auto name = conversation_of(token(1));
    ASSERT_TRUE(name);
    EXPECT_EQ(name->size(), 33u);
    EXPECT_EQ(name, conversation_of(token(1)));
    EXPECT_NE(name, conversation_of(token(2)));
    EXPECT_EQ(name->find(token(1).substr(0, 8)), std::string::npos);
}

TEST(Chat, HasOneWayToWriteItsKey) {
    const auto good = token(1);
    EXPECT_EQ(good.size(), 43u);
    for (const auto& bad :
         {std::string(),
          good + "=",
          good.substr(1),
          good + "A",
          std::string(43, '+'),
          good.substr(0, 42) + "F",
          std::string(43, '\0')}) {
        SCOPED_TRACE(bad);
        EXPECT_EQ(conversation_of(bad), std::nullopt);
    }
}

http::Request send(const std::string& bearer, const std::string& body) {
    http::Request request;
    request.method = "POST";
    request.path = "/chat/send";
    request.headers = {{"Authorization", bearer}};
    request.body = body;
    return request;
}

dialogs::Result<Incoming> receive(const http::Request& request) {
    return WebChat("web").receive(request, "", Ambient{});
}

TEST(WebChat, TakesWordsAndChoicesOverHttp) {
    const auto chat = conversation_of(token(1)).value();
    for (const auto* frame :
         {R"({"type":"msg","cid":"c1","text":"1"})", R"({"type":"msg","cid":"c1","choice":"1"})"}) {
        const auto incoming = receive(send("Bearer " + token(1), frame));
        ASSERT_TRUE(incoming);
        const auto& messages = std::get<Received>(*incoming).messages;
        ASSERT_EQ(messages.size(), 1u);
        EXPECT_EQ(messages[0].from, (dialogs::Address{"web", chat}));
        EXPECT_EQ(messages[0].id, chat + ":c1");
        EXPECT_EQ(messages[0].text, "1");
    }
}

TEST(WebChat, RefusesWhoHasNoChat) {
    const std::string frame = R"({"type":"msg","cid":"c1","text":"1"})";
    for (const auto& bearer :
         {std::string(), token(1), "Bearer x" + token(1), "Basic " + token(1)}) {
        const auto refused = receive(send(bearer, frame));
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().fault, dialogs::Fault::denied);
        const auto reply = WebChat("web").refuse(refused.error());
        EXPECT_EQ(reply.status, 401);
        EXPECT_NE(reply.body.find("bad_token"), std::string::npos);
    }
}

TEST(WebChat, AcknowledgesByCid) {
    const auto incoming =
        receive(send("Bearer " + token(1), R"({"type":"msg","cid":"c1","text":"1"})"));
    const auto& to = std::get<gateway::channels::Received>(*incoming).reply_to;
    EXPECT_EQ(
        WebChat("web").acknowledge(to, {}, Ambient{}).body,
        R"({"frames":[{"cid":"c1","type":"ack"}]})"
    );
}

TEST(Chat, GreetsOnceAndKnowsWhereThePageWasOpened) {
    Hello hello;
    hello.scene = "130224101";
    const auto arrival = arrival_of(hello, "web", "w1", dialogs::Time{});
    EXPECT_EQ(arrival.kind, dialogs::MessageKind::event);
    EXPECT_EQ(arrival.event, "subscribe");
    EXPECT_EQ(arrival.event_key, "130224101");
    EXPECT_EQ(arrival.id, arrival_of(Hello{}, "web", "w1", dialogs::Time{}).id);
    EXPECT_NE(arrival.id, message_of(Post{"arrival", "x", ""}, "web", "w1", {}).id);
}

}  // namespace
}  // namespace gateway::channels::web_chat
