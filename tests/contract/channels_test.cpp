#include "dialogs/text/clean.h"
#include "dialogs/text/segments.h"
#include "gateway/channels/kannel/inbound.h"
#include "gateway/channels/web_chat/chat.h"
#include "gateway/channels/web_chat/web_chat.h"
#include "tests/unit/gateway/channels/aliyun_sms/samples.h"
#include "tests/unit/gateway/channels/kannel/samples.h"
#include "tests/unit/gateway/channels/tencent_sms/samples.h"
#include "tests/unit/gateway/channels/twilio/samples.h"
#include "tests/unit/gateway/channels/webhook/samples.h"
#include "tests/unit/gateway/channels/wechat/samples.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// What the shell relies on, whatever the channel. A new channel adds one Provider.

namespace gateway::channels {
namespace {

using dialogs::Fault;
using Random = std::mt19937;

constexpr long long noon = wechat::samples::noon;

struct Asked {
    http::Request request;
    std::string secret;
};

// The provider's side of a channel: what it would send, and what an enemy might.
struct Provider {
    const char* name;
    std::shared_ptr<Channel> channel;
    std::vector<std::string> secrets;  // that no answer may show
    std::function<Asked(std::string text, std::string id)> ask;
    std::function<Asked(Random&)> forge;         // a genuine call with one signed bit flipped
    std::function<Asked()> stale;                // empty where calls carry no time
    std::vector<http::Answer> accepts, refuses;  // to a call of ours
    bool gives_ids = true;                       // false: an id is made of who, when and what
};

void flip_a_bit(std::string& bytes, Random& random) {
    const auto at = random() % bytes.size();
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8));
}

http::Answer answer(int status, std::string body) {
    http::Answer out;
    out.status = status;
    out.body = std::move(body);
    return out;
}

std::vector<std::string> wechat_secrets() {
    const auto settings = wechat::samples::settings(config::WechatMode::safe);
    return {
        settings.token.reveal(), settings.app_secret.reveal(), settings.encoding_aes_key.reveal()};
}

Provider wechat_plain() {
    using namespace wechat;
    Provider provider;
    provider.name = "wechat_plain";
    provider.channel = samples::account(config::WechatMode::plain);
    provider.secrets = wechat_secrets();
    provider.ask = [](std::string text, std::string id) {
        return Asked{samples::plain_post(noon, samples::text_xml(text, id)), ""};
    };
    provider.forge = [](Random& random) {
        auto request = samples::plain_post(noon, samples::text_xml("转账"));
        auto fields = http::decode_form(request.query)->fields();
        flip_a_bit(fields[random() % 3].second, random);  // signature, timestamp, nonce
        request.query = http::encode_form(fields);
        return Asked{request, ""};
    };
    provider.stale = [] {
        return Asked{samples::plain_post(noon - 301, samples::text_xml("低保")), ""};
    };
    provider.accepts = {answer(200, R"({"errcode":0,"errmsg":"ok"})")};
    provider.refuses = {answer(200, R"({"errcode":45015,"errmsg":"closed"})")};
    return provider;
}

Provider wechat_sealed(const char* name, config::WechatMode mode) {
    using namespace wechat;
    auto provider = wechat_plain();
    provider.name = name;
    provider.channel = samples::account(mode);
    provider.ask = [](std::string text, std::string id) {
        return Asked{samples::sealed_post(noon, samples::sealed(samples::text_xml(text, id))), ""};
    };
    provider.forge = [](Random& random) {
        auto encrypted = samples::sealed(samples::text_xml("转账"));
        auto genuine = samples::sealed_post(noon, encrypted);
        auto fields = http::decode_form(genuine.query)->fields();
        // timestamp, nonce, msg_signature, or the sealed bytes under the old proof
        constexpr std::size_t signed_fields[] = {1, 2, 5};
        const auto which = random() % 4;
        if (which < 3) {
            flip_a_bit(fields[signed_fields[which]].second, random);
        } else {
            flip_a_bit(encrypted, random);
        }
        auto forged = samples::sealed_post(noon, encrypted);
        forged.query = http::encode_form(fields);
        return Asked{forged, ""};
    };
    provider.stale = [] {
        return Asked{
            samples::sealed_post(noon - 301, samples::sealed(samples::text_xml("低保"))), ""};
    };
    return provider;
}

Provider wechat_safe() { return wechat_sealed("wechat_safe", config::WechatMode::safe); }

Provider wechat_compat() { return wechat_sealed("wechat_compat", config::WechatMode::compat); }

Provider kannel_box() {
    using namespace kannel;
    Provider provider;
    provider.name = "kannel";
    provider.channel = samples::smsbox();
    provider.secrets = {samples::secret, samples::settings().password.reveal()};
    provider.ask = [](std::string text, std::string id) {
        return Asked{samples::sms(text, id), samples::secret};
    };
    provider.forge = [](Random& random) {
        Asked asked{samples::sms("转账"), samples::secret};
        const auto which = random() % 3;
        std::string part = "17";
        auto proof = proof_of_part(samples::secret, 17);
        if (which == 0) {
            flip_a_bit(asked.secret, random);
        } else {
            flip_a_bit(which == 1 ? part : proof, random);
            asked.request = samples::receipt(part, "1", proof);
        }
        return asked;
    };
    provider.accepts = {
        answer(202, "0: Accepted for delivery"), answer(202, "3: Queued for later delivery")};
    provider.refuses = {answer(400, "Missing receiver number")};
    return provider;
}

Provider signed_webhook() {
    using namespace webhook;
    Provider provider;
    provider.name = "webhook";
    provider.channel = samples::hotline();
    provider.secrets = {samples::secret.substr(6)};
    provider.ask = [](std::string text, std::string id) {
        return Asked{samples::post(samples::message(text, id)), ""};
    };
    provider.forge = [](Random& random) {
        auto request = samples::post(samples::message("转账"));
        const auto which = random() % 4;  // id, timestamp, signature, body
        flip_a_bit(which < 3 ? request.headers[which].second : request.body, random);
        return Asked{request, ""};
    };
    provider.stale = [] {
        return Asked{samples::post(samples::message("低保"), samples::noon - 301), ""};
    };
    provider.accepts = {answer(200, ""), answer(204, ""), answer(202, R"({"ok":true})")};
    provider.refuses = {answer(400, "no such person"), answer(410, "")};
    return provider;
}

Provider twilio_messaging() {
    using namespace twilio;
    Provider provider;
    provider.name = "twilio";
    provider.channel = samples::messaging();
    provider.secrets = {samples::token};
    provider.ask = [](std::string text, std::string id) {
        return Asked{samples::post(samples::sms(text, "SM" + id)), ""};
    };
    provider.forge = [](Random& random) {
        auto fields = samples::sms("转账");
        auto genuine = samples::post(fields);
        const auto which = random() % (fields.size() + 1);
        if (which == fields.size()) {
            flip_a_bit(genuine.headers[0].second, random);
        } else {
            flip_a_bit(fields[which].second, random);
            genuine.body = http::encode_form(fields);
        }
        return Asked{genuine, ""};
    };
    provider.accepts = {answer(201, R"({"sid":"SM1","status":"queued"})")};
    provider.refuses = {answer(400, R"({"code":21610,"message":"unsubscribed"})")};
    return provider;
}

Provider aliyun() {
    using namespace aliyun_sms;
    Provider provider;
    provider.name = "aliyun_sms";
    provider.channel = samples::service();
    provider.secrets = {samples::secret, samples::settings().access_key_secret.reveal()};
    provider.ask = [](std::string text, std::string id) {
        return Asked{samples::sms(text, id), samples::secret};
    };
    provider.forge = [](Random& random) {
        Asked asked{samples::sms("转账"), samples::secret};
        flip_a_bit(asked.secret, random);
        return asked;
    };
    provider.accepts = {answer(200, R"({"Code":"OK","BizId":"9001"})")};
    provider.refuses = {answer(200, R"({"Code":"isv.MOBILE_NUMBER_ILLEGAL"})")};
    return provider;
}

Provider tencent() {
    using namespace tencent_sms;
    Provider provider;
    provider.name = "tencent_sms";
    provider.channel = samples::service();
    provider.secrets = {samples::secret, samples::settings().secret_key.reveal()};
    provider.gives_ids = false;
    provider.ask = [](std::string text, std::string id) {
        return Asked{samples::sms(text, noon + std::stoll(id) % 1000), samples::secret};
    };
    provider.forge = [](Random& random) {
        Asked asked{samples::sms("转账"), samples::secret};
        flip_a_bit(asked.secret, random);
        return asked;
    };
    provider.accepts = {
        answer(200, R"({"Response":{"SendStatusSet":[{"SerialNo":"1","Code":"Ok"}]}})")};
    provider.refuses = {answer(
        200, R"({"Response":{"SendStatusSet":[{"Code":"FailedOperation.PhoneNumberInBlacklist"}]}})"
    )};
    return provider;
}

std::string chat_token() {
    std::array<std::uint8_t, 32> random{};
    random.fill(77);
    return web_chat::new_token(random);
}

http::Request chat_post(const std::string& token, const std::string& text, const std::string& id) {
    http::Request request;
    request.method = "POST";
    request.path = "/chat/send";
    request.headers = {{"Authorization", "Bearer " + token}};
    request.body = R"({"type":"msg","cid":")" + id + R"(","text":")" + text + R"("})";
    return request;
}

Provider web() {
    Provider provider;
    provider.name = "web_chat";
    provider.channel = std::make_shared<web_chat::WebChat>("web");
    provider.secrets = {chat_token()};
    provider.ask = [](std::string text, std::string id) {
        return Asked{chat_post(chat_token(), text, id), ""};
    };
    // A key with a bit flipped may be another's key; that it is never this chat's is tested below.
    provider.forge = [](Random& random) {
        auto token = chat_token();
        token.erase(random() % token.size(), 1 + random() % 3);
        return Asked{chat_post(token, "转账", "c1"), ""};
    };
    return provider;
}

Ambient ambient() { return wechat::samples::at(noon); }

dialogs::Result<Incoming> receive(const Provider& provider, const Asked& asked) {
    return provider.channel->receive(asked.request, asked.secret, ambient());
}

class Contract : public testing::TestWithParam<Provider (*)()> {
protected:
    const Provider provider_ = GetParam()();
    const Channel& channel_ = *provider_.channel;
};

TEST_P(Contract, ReadsAGenuineCall) {
    const auto incoming = receive(provider_, provider_.ask("低保需要啥材料", "24000000001"));
    ASSERT_TRUE(incoming);
    const auto& messages = std::get<Received>(*incoming).messages;
    ASSERT_EQ(messages.size(), 1u);
    EXPECT_EQ(messages[0].text, "低保需要啥材料");
    EXPECT_EQ(messages[0].from.channel, channel_.name());
    EXPECT_FALSE(messages[0].from.sender.empty());
    EXPECT_EQ(messages[0].id.ends_with("24000000001"), provider_.gives_ids);
    EXPECT_LE(messages[0].id.size(), 64u);
}

TEST_P(Contract, ReadsARepeatAsTheSameMessage) {
    const auto read = [&](const char* id) {
        const auto incoming = receive(provider_, provider_.ask("低保", id));
        return std::get<Received>(*incoming).messages.at(0);
    };
    EXPECT_EQ(read("1"), read("1"));
    EXPECT_NE(read("1").id, read("2").id);
}

TEST_P(Contract, AcknowledgesTheSameWayEveryTime) {
    const auto incoming = receive(provider_, provider_.ask("低保", "1"));
    const auto& to = std::get<Received>(*incoming).reply_to;
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
    part.to =
        std::get<Received>(*receive(provider_, provider_.ask("x", "1"))).messages[0].from.sender;
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
    const auto incoming = receive(provider_, provider_.ask("低保", "1"));
    const auto& to = std::get<Received>(*incoming).reply_to;
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
        web
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
