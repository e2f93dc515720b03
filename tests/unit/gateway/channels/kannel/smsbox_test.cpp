#include "gateway/channels/kannel/smsbox.h"

#include "dialogs/text/segments.h"
#include "gateway/channels/codec/marked.h"
#include "gateway/channels/kannel/inbound.h"
#include "gateway/channels/page.h"
#include "tests/unit/gateway/channels/kannel/samples.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <variant>

namespace gateway::channels::kannel {
namespace {

using dialogs::Fault;
using namespace std::string_literals;

Received received(const http::Request& request) {
    const auto incoming = samples::smsbox()->receive(request, samples::secret, samples::at());
    EXPECT_TRUE(incoming);
    return incoming ? std::get<Received>(*incoming) : Received{};
}

TEST(Smsbox, ReadsAnIncomingSms) {
    const auto messages = received(samples::sms("８０岁老人有补贴吗")).messages;
    ASSERT_EQ(messages.size(), 1u);
    EXPECT_EQ(messages[0].from, (dialogs::Address{"sms", "+8613800138000"}));
    EXPECT_EQ(messages[0].id, "k-1");
    EXPECT_EQ(messages[0].text, "８０岁老人有补贴吗");
    EXPECT_EQ(messages[0].sent_at, dialogs::Time(std::chrono::seconds(1795305600)));
}

TEST(Smsbox, ReadsEveryCodingAndCharset) {
    struct Case {
        const char* coding;
        const char* charset;
        std::string bytes;
        const char* text;
    };
    const Case cases[] = {
        {"0", "GSM", "dibao", "dibao"},
        {"2", "UTF-16BE", "\x4F\x4E\x4F\xDD", "低保"},
        {"2", "", "\x4F\x4E\x4F\xDD", "低保"},
        {"2", "UTF-8", "低保", "低保"},
        {"1", "GBK", "\xB5\xCD\xB1\xA3", "低保"},
        {"0", "", "\xB5\xCD", "\uFFFD\uFFFD"},
        {"2", "UTF-16BE", "\x00h\x00i\x00"s + "\x00"s, "hi\uFFFD"},
    };
    for (const auto& [coding, charset, bytes, text] : cases) {
        SCOPED_TRACE(charset);
        const auto request = samples::call(
            {{"from", "13800138000"}, {"text", bytes}, {"coding", coding}, {"charset", charset}}
        );
        const auto messages = received(request).messages;
        ASSERT_EQ(messages.size(), 1u);
        EXPECT_EQ(messages[0].text, text);
    }
}

TEST(Smsbox, TellsMessagesWithoutIdApartByWhatTheySay) {
    const auto id = [](const std::string& text, const std::string& time) {
        return received(samples::call({{"from", "13800138000"}, {"text", text}, {"time", time}}))
            .messages.at(0)
            .id;
    };
    EXPECT_EQ(id("1", "1795305600"), id("1", "1795305600"));
    EXPECT_NE(id("1", "1795305600"), id("2", "1795305600"));
    EXPECT_NE(id("1", "1795305600"), id("1", "1795305601"));
}

TEST(Smsbox, TakesAnEmptySmsForAMessage) {
    EXPECT_EQ(received(samples::sms("")).messages.at(0).text, "");
}

TEST(Smsbox, RefusesWhatIsNoSms) {
    struct Case {
        const char* name;
        http::Fields query;
        Fault fault;
    };
    const Case cases[] = {
        {"nothing", {}, Fault::malformed},
        {"no sender", {{"text", "x"}}, Fault::malformed},
        {"a name for a sender", {{"from", "BANK"}, {"text", "x"}}, Fault::malformed},
        {"no text", {{"from", "13800138000"}}, Fault::malformed},
        {"no time", {{"from", "13800138000"}, {"text", "x"}, {"time", "soon"}}, Fault::malformed},
        {"past 64 bits",
         {{"from", "13800138000"}, {"text", "x"}, {"time", "99999999999999999999"}},
         Fault::malformed},
        {"a long id",
         {{"from", "13800138000"}, {"text", "x"}, {"id", std::string(129, '1')}},
         Fault::malformed},
        {"a long text",
         {{"from", "13800138000"}, {"text", std::string(8193, 'x')}},
         Fault::too_large},
    };
    for (const auto& [name, query, fault] : cases) {
        SCOPED_TRACE(name);
        const auto refused =
            samples::smsbox()->receive(samples::call(query), samples::secret, samples::at());
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().fault, fault);
    }
}

TEST(Smsbox, WantsTheSecretOfItsHook) {
    const auto box = samples::smsbox();
    for (const auto& secret : {""s, "x"s, samples::secret + "0", samples::secret.substr(1)}) {
        SCOPED_TRACE(secret);
        const auto refused = box->receive(samples::sms("1"), secret, samples::at());
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().fault, Fault::denied);
        EXPECT_EQ(box->refuse(refused.error()).status, 403);
    }
}

TEST(Smsbox, ReadsReceiptsOfItsOwnParts) {
    using State = Receipt::State;
    struct Case {
        const char* value;
        State state;
    };
    constexpr Case cases[] = {
        {"1", State::delivered},
        {"2", State::failed},
        {"4", State::queued},
        {"8", State::sent},
        {"16", State::failed},
        {"32", State::queued},
    };
    const auto proof = proof_of_part(samples::secret, 17);
    for (const auto& [value, state] : cases) {
        SCOPED_TRACE(value);
        const auto receipts = received(samples::receipt("17", value, proof)).receipts;
        ASSERT_EQ(receipts.size(), 1u);
        EXPECT_EQ(receipts[0].part, 17);
        EXPECT_EQ(receipts[0].state, state);
        EXPECT_EQ(receipts[0].code, value);
    }
}

TEST(Smsbox, RefusesReceiptsOfOthers) {
    const auto proof = proof_of_part(samples::secret, 17);
    const auto fault = [](const http::Request& request) {
        return samples::smsbox()->receive(request, samples::secret, samples::at()).error().fault;
    };
    EXPECT_EQ(fault(samples::receipt("18", "1", proof)), Fault::denied);
    EXPECT_EQ(fault(samples::receipt("17", "1", "")), Fault::denied);
    EXPECT_EQ(fault(samples::receipt("17", "1", proof_of_part("x", 17))), Fault::denied);
    EXPECT_EQ(fault(samples::receipt("17", "3", proof)), Fault::malformed);
    EXPECT_EQ(fault(samples::receipt("17", "", proof)), Fault::malformed);
    EXPECT_EQ(fault(samples::receipt("-1", "1", proof)), Fault::malformed);
    EXPECT_EQ(fault(samples::receipt("x", "1", proof)), Fault::malformed);
}

// Whatever the body says, Kannel would send to the person.
TEST(Smsbox, AcknowledgesWithoutAWord) {
    const auto reply =
        samples::smsbox()->acknowledge({"+8613800000001", "", ""}, {"回复"}, samples::at());
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "");
}

std::vector<std::string> plan(const std::string& text) {
    dialogs::Say say;
    say.text = text;
    return samples::smsbox()->plan(say);
}

std::string han(int count) {
    std::string text;
    for (int i = 0; i < count; ++i)
        text += "滦";
    return text;
}

TEST(Smsbox, SignsEverySmsOnce) {
    EXPECT_EQ(plan("您好"), std::vector{"【滦南民政】您好"s});
    EXPECT_EQ(plan("【滦南民政】您好"), std::vector{"【滦南民政】您好"s});
    auto unsigned_box = samples::settings();
    unsigned_box.signature.clear();
    dialogs::Say say;
    say.text = "您好";
    EXPECT_EQ(samples::smsbox(unsigned_box)->plan(say), std::vector{"您好"s});
}

TEST(Smsbox, NumbersPartsOnlyWhenThereAreSeveral) {
    EXPECT_EQ(plan(han(329)).size(), 1u) << "329 and the six of the signature are 335";
    const auto parts = plan(han(700));
    ASSERT_EQ(parts.size(), 3u);
    std::string joined;
    for (std::size_t at = 0; at < parts.size(); ++at) {
        const auto mark = "【滦南民政】(" + std::to_string(at + 1) + "/3)";
        EXPECT_TRUE(parts[at].starts_with(mark)) << parts[at];
        EXPECT_LE(dialogs::text::measure(parts[at], dialogs::text::Unit::utf16_units), 335u);
        joined += parts[at].substr(mark.size());
    }
    EXPECT_EQ(joined, han(700));
}

TEST(Smsbox, LeadsToAPageWithWhatIsMoreThanAnybodyReads) {
    EXPECT_EQ(plan(han(322 * 20)).size(), 20u);
    const auto parts = plan(han(322 * 20 + 1));
    ASSERT_EQ(parts.size(), 1u);
    const auto [way, words] = codec::read_marked(parts.front());
    EXPECT_EQ(way, page_wanted);
    EXPECT_TRUE(words.starts_with("【滦南民政】滦滦"));
    Part part;
    part.to = "+8613800138000";
    part.text = codec::mark("1234567890123456789012", words);
    const auto url = samples::smsbox()->build(part, "", samples::at()).url;
    const auto form = http::decode_form(url.substr(url.find('?') + 1)).value();
    const std::string text(form.get("text"));
    EXPECT_TRUE(text.ends_with("……全文 https://mz.example.gov.cn/a/1234567890123456789012"));
    EXPECT_EQ(dialogs::text::measure(text, dialogs::text::Unit::utf16_units), 335u);
}

TEST(Smsbox, SendsThroughKannel) {
    Part part;
    part.id = 17;
    part.to = "+8613800138000";
    part.text = "【滦南民政】您好 & 再见";
    const auto call = samples::smsbox()->build(part, "", samples::at());
    EXPECT_EQ(call.method, "GET");
    const std::string start = "http://127.0.0.1:13013/cgi-bin/sendsms?";
    ASSERT_TRUE(call.url.starts_with(start));
    const auto form = http::decode_form(call.url.substr(start.size())).value();
    EXPECT_EQ(form.get("username"), "yimen");
    EXPECT_EQ(form.get("password"), "password-of-the-smsbox");
    EXPECT_EQ(form.get("from"), "10690000");
    EXPECT_EQ(form.get("to"), "13800138000");
    EXPECT_EQ(form.get("text"), "【滦南民政】您好 & 再见");
    EXPECT_EQ(form.get("coding"), "2");
    EXPECT_EQ(form.get("charset"), "UTF-8");
    EXPECT_EQ(form.get("dlr-mask"), "27");
    EXPECT_EQ(
        form.get("dlr-url"),
        "https://mz.example.gov.cn/hooks/sms/" + samples::secret +
            "/receipts?part=17&state=%d&sig=" + proof_of_part(samples::secret, 17)
    );
}

template <class Outcome>
bool says(int status, const char* body) {
    http::Answer answer;
    answer.status = status;
    answer.body = body;
    return std::holds_alternative<Outcome>(samples::smsbox()->interpret(answer));
}

TEST(Smsbox, ReadsKannelsAnswers) {
    EXPECT_TRUE(says<Accepted>(202, "0: Accepted for delivery"));
    EXPECT_TRUE(says<Accepted>(202, "3: Queued for later delivery"));
    EXPECT_TRUE(says<Accepted>(200, "Sent."));
    EXPECT_TRUE(says<Rejected>(400, "Missing receiver number"));
    EXPECT_TRUE(says<Rejected>(403, "Not routable. Do not try again."));
    EXPECT_TRUE(says<Deferred>(403, "Authorization failed for sendsms"));
    EXPECT_TRUE(says<Deferred>(503, "Temporal failure, try again later."));
    EXPECT_TRUE(says<Unclear>(200, "<html>"));
    EXPECT_TRUE(says<Unclear>(500, ""));
    EXPECT_TRUE(says<Unclear>(504, ""));
}

TEST(Smsbox, NeedsASecretNobodyGuesses) {
    auto settings = samples::settings();
    for (const auto* secret : {"", "short", "with a space in it", "with/slash/in/it/1234"}) {
        SCOPED_TRACE(secret);
        settings.hook_secret = ops::Secret(secret);
        const auto made = Smsbox::make("sms", settings, "https://mz.example.gov.cn");
        ASSERT_FALSE(made);
        EXPECT_EQ(made.error().fault, Fault::malformed);
    }
}

}  // namespace
}  // namespace gateway::channels::kannel
