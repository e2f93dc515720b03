#include "dialogs/text/clean.h"
#include "dialogs/text/segments.h"
#include "gateway/channels/proofs.h"
#include "gateway/channels/web_chat/chat.h"
#include "tests/contract/providers.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// What the shell relies on, whatever the channel. A new channel adds one Provider.

namespace gateway::channels {
namespace {

using dialogs::Fault;
using namespace contract;

Ambient ambient() {
    Ambient ambient;
    ambient.now = dialogs::Time(std::chrono::seconds(noon));
    ambient.random.fill(7);
    return ambient;
}

dialogs::Result<Incoming> receive(const Provider& provider, const Asked& asked) {
    return provider.channel->receive(asked.request, asked.secret, ambient());
}

// What a person said, out of the call itself or of what it says to fetch.
dialogs::Result<Pulled::Heard> hear(
    const Provider& provider, const std::string& text, const std::string& id
) {
    auto incoming = receive(provider, provider.ask(text, id));
    if (!incoming) return incoming.error();
    if (provider.fetched) {
        EXPECT_TRUE(std::holds_alternative<Pull>(*incoming));
        auto pulled = provider.channel->read_pull(provider.fetched(text, id));
        if (!pulled) return pulled.error();
        return pulled->heard.at(0);
    }
    auto& received = std::get<Received>(*incoming);
    return Pulled::Heard{received.messages.at(0), received.reply_to};
}

class Contract : public testing::TestWithParam<Provider (*)()> {
protected:
    const Provider provider_ = GetParam()();
    const Channel& channel_ = *provider_.channel;
};

TEST_P(Contract, ReadsAGenuineCall) {
    const auto heard = hear(provider_, "低保需要啥材料", "24000000001");
    ASSERT_TRUE(heard);
    const auto& message = heard->message;
    EXPECT_EQ(message.text, "低保需要啥材料");
    EXPECT_EQ(message.from.channel, channel_.name());
    EXPECT_FALSE(message.from.sender.empty());
    EXPECT_EQ(message.id.ends_with("24000000001"), provider_.gives_ids);
    EXPECT_LE(message.id.size(), 64u);
}

TEST_P(Contract, ReadsARepeatAsTheSameMessage) {
    const auto read = [&](const char* id) { return hear(provider_, "低保", id)->message; };
    EXPECT_EQ(read("1"), read("1"));
    EXPECT_NE(read("1").id, read("2").id);
}

TEST_P(Contract, AcknowledgesTheSameWayEveryTime) {
    const auto to = hear(provider_, "低保", "1")->reply_to;
    for (const auto& parts : std::vector<std::vector<std::string>>{{}, {"要带身份证"}}) {
        const auto first = channel_.acknowledge(to, parts, ambient());
        const auto again = channel_.acknowledge(to, parts, ambient());
        EXPECT_EQ(first.status, 200);
        EXPECT_EQ(first.body, again.body);
    }
}

TEST_P(Contract, CarriesNoMoreThanItIsGiven) {
    const std::string longest(channel_.capabilities().max_length, 'x');
    EXPECT_EQ(channel_.carried({}), 0u);
    EXPECT_EQ(channel_.carried({"a"}), channel_.capabilities().passive_reply ? 1u : 0u);
    EXPECT_LE(channel_.carried({longest, longest, longest}), 1u);
}

TEST_P(Contract, PlansPartsThatFitAndLoseNothing) {
    for (const int length : {1, 50, 330, 700, 2500}) {
        dialogs::Say say;
        for (int i = 0; i < length; ++i)
            say.text += i % 40 == 39 ? "。" : "滦";
        std::string joined;
        for (const auto& part : channel_.plan(say)) {
            const auto can = channel_.capabilities();
            EXPECT_LE(dialogs::text::measure(part, can.unit), can.max_length);
            // Signature and numbers come before, never inside or after.
            joined += part.substr(std::min(part.find("滦滦"), part.size()));
        }
        EXPECT_EQ(joined, length > 1 ? say.text : "");
        EXPECT_GE(channel_.plan(say).size(), 1u);
    }
}

TEST_P(Contract, BuildsOneCallAPart) {
    if (channel_.capabilities().pushed) {
        EXPECT_TRUE(channel_.build({}, "", ambient()).url.empty());
        return;
    }
    Part part;
    part.id = 17;
    const auto heard = hear(provider_, "x", "1");
    part.to = heard->message.from.sender;
    part.text = "您好 & 再见";
    const auto call = channel_.build(part, "token", ambient());
    EXPECT_TRUE(call.url.starts_with("http"));
    for (const char letter : call.url)
        EXPECT_TRUE(letter > 0x20 && letter < 0x7F);
    EXPECT_EQ(call.method == "GET", call.body.empty());
    EXPECT_EQ(call.body.empty(), call.type.empty());
}

TEST_P(Contract, InterpretsAnswersHonestly) {
    for (const auto& one : provider_.accepts)
        EXPECT_TRUE(std::holds_alternative<Accepted>(channel_.interpret(one))) << one.body;
    for (const auto& one : provider_.refuses)
        EXPECT_TRUE(std::holds_alternative<Rejected>(channel_.interpret(one))) << one.body;
    if (channel_.capabilities().pushed) return;
    for (const int status : {200, 500, 502, 504}) {
        const auto outcome = channel_.interpret(answer(status, "<html>some proxy</html>"));
        // Where a repeat is known as one, what went wrong over there may be tried again.
        const bool again = channel_.capabilities().idempotent && status >= 500;
        EXPECT_EQ(std::holds_alternative<Unclear>(outcome), !again) << status;
        EXPECT_EQ(std::holds_alternative<Deferred>(outcome), again) << status;
    }
    EXPECT_TRUE(std::holds_alternative<Deferred>(channel_.interpret(answer(503, ""))));
}

TEST_P(Contract, LosesNoFileByAnAnswerThatMayPass) {
    if (!channel_.capabilities().media) {
        EXPECT_EQ(channel_.read_media(answer(200, "x")).error().fault, Fault::not_found);
        return;
    }
    const auto call = channel_.fetch_media(provider_.media_id, "token");
    EXPECT_TRUE(call.url.starts_with("http"));
    for (const auto& secret : provider_.secrets)
        EXPECT_EQ(call.url.find(secret), call.url.npos);
    auto page = answer(200, "<html>some proxy</html>");
    page.headers = {{"Content-Type", "text/html"}};
    EXPECT_EQ(channel_.read_media(page).error().fault, Fault::unavailable);
    for (const int status : {429, 500, 502, 503, 504})
        EXPECT_EQ(channel_.read_media(answer(status, "")).error().fault, Fault::unavailable)
            << status;
}

TEST_P(Contract, RefusesForgedCalls) {
    Random random(2026);
    for (int round = 0; round < 10'000; ++round) {
        const auto asked = provider_.forge(random);
        const auto incoming = receive(provider_, asked);
        ASSERT_FALSE(incoming) << round << " " << asked.request.query << asked.request.body;
    }
}

TEST_P(Contract, RefusesStaleCalls) {
    if (!provider_.stale) {
        EXPECT_TRUE(receive(provider_, provider_.ask("1", "1"))) << "calls carry no time";
        return;
    }
    const auto incoming = receive(provider_, provider_.stale());
    ASSERT_FALSE(incoming);
    EXPECT_EQ(incoming.error().fault, Fault::denied);
}

// Whether the shell would take it: Proofs is asked as gateway/hooks.cpp asks it.
bool is_taken(const Provider& provider, const Asked& asked, Proofs& proofs) {
    const auto incoming = receive(provider, asked);
    if (!incoming) return false;
    const auto* received = std::get_if<Received>(&*incoming);
    if (!received || received->proof.empty()) return true;
    return proofs.admits(received->proof, asked.request.body, ambient().now, received->proof_lasts);
}

TEST_P(Contract, LetsASignatureVouchForOneBodyOnly) {
    Proofs proofs;
    const auto genuine = provider_.ask("低保", "1");
    ASSERT_TRUE(is_taken(provider_, genuine, proofs));
    EXPECT_TRUE(is_taken(provider_, genuine, proofs)) << "a retry";
    if (!provider_.is_signed) {
        EXPECT_EQ(proofs.held(), 0u) << "nothing is signed";
        return;
    }
    auto swapped = genuine;
    swapped.request.body = provider_.ask("转账", "2").request.body;
    if (swapped.request.body == genuine.request.body)
        return;  // it says only that there is something
    EXPECT_FALSE(is_taken(provider_, swapped, proofs));
    EXPECT_TRUE(is_taken(provider_, genuine, proofs)) << "a retry after that";
}

TEST_P(Contract, RevealsNothingWhenItRefuses) {
    const std::string detail = "detail for the log";
    for (const auto fault :
         {Fault::malformed,
          Fault::denied,
          Fault::not_found,
          Fault::too_large,
          Fault::busy,
          Fault::unavailable}) {
        const auto reply = channel_.refuse({fault, detail});
        EXPECT_GE(reply.status, 400);
        EXPECT_EQ(reply.body.find(detail), reply.body.npos);
        EXPECT_LT(reply.body.size(), 200u);
    }
    const auto one = channel_.refuse({Fault::denied, "no signature"});
    EXPECT_EQ(one.body, channel_.refuse({Fault::denied, "wrong signature"}).body);
    EXPECT_TRUE(one.status == 401 || one.status == 403);
}

TEST_P(Contract, ShowsNoSecretInAnswersOrErrors) {
    Random random(5);
    for (int round = 0; round < 50; ++round) {
        const auto incoming = receive(provider_, provider_.forge(random));
        ASSERT_FALSE(incoming);
        const auto reply = channel_.refuse(incoming.error());
        for (const auto& secret : provider_.secrets) {
            EXPECT_EQ(reply.body.find(secret), reply.body.npos);
            EXPECT_EQ(incoming.error().detail.find(secret), std::string::npos);
        }
    }
    const auto to = hear(provider_, "低保", "1")->reply_to;
    const auto reply = channel_.acknowledge(to, {"好"}, ambient());
    for (const auto& secret : provider_.secrets)
        EXPECT_EQ(reply.body.find(secret), reply.body.npos);
}

void damage(std::string& bytes, Random& random) {
    for (auto hits = 1 + random() % 8; hits > 0 && !bytes.empty(); --hits) {
        const auto at = random() % bytes.size();
        switch (random() % 3) {
            case 0: bytes[at] = static_cast<char>(random()); break;
            case 1: bytes.erase(at, random() % 16); break;
            default: bytes.insert(at, bytes.substr(random() % bytes.size(), 16)); break;
        }
    }
}

// Also with a good signature over the junk, where there is one: a provider's bug is no crash of
// ours.
TEST_P(Contract, NeverThrowsOnJunk) {
    Random random(99);
    for (int round = 0; round < 3000; ++round) {
        auto asked = provider_.ask("低保", "1");
        if (round % 3 == 0) {
            std::string text(random() % 60, ' ');
            for (auto& byte : text)
                byte = static_cast<char>(random());
            asked = provider_.ask(text, "1");
        }
        if (round % 3 != 1) damage(asked.request.body, random);
        if (round % 3 == 2) damage(asked.request.query, random);
        dialogs::Result<Incoming> incoming = Incoming(Received{});
        ASSERT_NO_THROW(incoming = receive(provider_, asked)) << round;
        http::Answer reply = answer(200, asked.request.body);
        ASSERT_NO_THROW(channel_.interpret(reply)) << round;
        ASSERT_NO_THROW((void)channel_.read_query({1, "+8613800138000", "好"}, reply)) << round;
        if (provider_.fetched) {
            reply = provider_.fetched("低保", "1");
            damage(reply.body, random);
            ASSERT_NO_THROW((void)channel_.read_pull(reply)) << round;
        }
        if (!incoming || !std::holds_alternative<Received>(*incoming)) continue;
        const auto& to = std::get<Received>(*incoming).reply_to;
        ASSERT_NO_THROW(channel_.acknowledge(to, {"好"}, ambient())) << round;
        for (const auto& message : std::get<Received>(*incoming).messages)
            ASSERT_TRUE(dialogs::text::is_valid_utf8(message.text)) << round;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Channels,
    Contract,
    testing::Values(
        wechat_plain,
        wechat_compat,
        wechat_safe,
        kannel_box,
        signed_webhook,
        twilio_messaging,
        aliyun,
        tencent,
        web,
        wecom_application,
        wechat_customer_service,
        dingtalk_robot
    ),
    [](const auto& one) { return one.param().name; }
);

TEST(WebChatKeys, WithAFlippedBitNeverOpenTheSameChat) {
    Random random(3);
    const auto ours = web_chat::conversation_of(chat_token());
    for (int round = 0; round < 2000; ++round) {
        auto token = chat_token();
        flip_a_bit(token, random);
        EXPECT_NE(web_chat::conversation_of(token), ours) << token;
    }
}

}  // namespace
}  // namespace gateway::channels
