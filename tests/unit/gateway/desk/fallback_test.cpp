#include "gateway/desk/fallback.h"

#include "storage/cases.h"
#include "storage/chains.h"
#include "storage/consent.h"
#include "storage/conversations.h"
#include "storage/messages.h"
#include "storage/opt_ins.h"
#include "tests/support/scratch.h"

#include <gtest/gtest.h>

namespace gateway::desk {
namespace {

using channels::Rejected;
using storage::Author;

constexpr storage::Time now{std::chrono::milliseconds{1'795'400'000'000}};

// A conversation on WeChat of which a clerk's words were refused.
class Fallback : public testing::Test {
protected:
    void SetUp() override {
        ways_.after = [](const std::string& channel) {
            using Channels = std::vector<std::string>;
            return channel == "wechat" ? Channels{"sms", "sms2"}
                   : channel == "ali"  ? Channels{"sms2"}
                                       : Channels{};
        };
        ways_.name_of = [](const std::string& channel) {
            return std::string(channel == "wechat" ? "微信客服" : "短信");
        };
        ways_.plan = [](const std::string&, const std::string& text) {
            return std::vector<std::string>{text};
        };
        ways_.file = [](const std::string& channel,
                        const channels::Notice& notice) -> storage::Result<channels::Filed> {
            if (channel != "wechat" || notice.kind != "reply")
                return storage::Error{storage::Fault::not_found, "none"};
            return channels::Filed{"{}", "有回复了", "TM1", true, true};
        };
        ways_.case_no = [](storage::Connection&, storage::Time) -> storage::Result<std::string> {
            return std::string("LN-ZX-20261122-0001");
        };
        writes_from("wechat", "o1");
    }

    void writes_from(const std::string& channel, const std::string& sender) {
        storage::Conversation fresh;
        fresh.address = {channel, sender};
        conversation_ = storage::ensure_conversation(*database_, fresh, now)->id;
        channel_ = channel;
        sender_ = sender;
    }

    void leave_number() {
        storage::Case opened;
        opened.no = "LN-ZX-20261122-0009";
        opened.conversation_id = conversation_;
        opened.requester_id = 1;
        opened.channel = "wechat";
        opened.opened_at = now;
        ASSERT_TRUE(storage::cases::open(*database_, opened, {{"联系电话", "13800000055"}}));
        ASSERT_TRUE(storage::set_case(*database_, conversation_, opened.no));
    }

    // What somebody said; its part was refused.
    storage::OutboxPart said(
        Author author, const std::string& step = "", const std::string& text = "马上给您查"
    ) {
        storage::Utterance words;
        words.conversation = conversation_;
        words.author = author;
        words.text = text;
        words.step = step;
        words.at = now;
        storage::OutboxPart part;
        part.message = storage::add_message(*database_, words).value();
        part.conversation = conversation_;
        part.channel = channel_;
        part.recipient = sender_;
        part.author = std::string(storage::name_of(author));
        part.next_at = now;
        part.id = storage::add_part(*database_, part, now).value();
        return part;
    }

    bool refuse(
        const storage::OutboxPart& part, Rejected::Reason reason = Rejected::Reason::window_closed
    ) {
        const Rejected why{"45015", reason};
        const auto to_send = fall_back(*database_, part, why, ways_, now);
        EXPECT_TRUE(to_send);
        return to_send && *to_send;
    }

    storage::OutboxPart newest() {
        const auto id = database_.count("SELECT MAX(id) FROM outbox");
        return storage::find_part(*database_, id).value().value();
    }

    tests::ScratchDatabase database_;
    Ways ways_;
    std::int64_t conversation_ = 0;
    std::string channel_, sender_;
};

TEST_F(Fallback, LeavesWhoeverIsServedElsewhereToThem) {
    leave_number();
    ASSERT_TRUE(storage::opt_ins::decide(*database_, {"wechat", "o1", "TM1"}, true, now));
    const auto words = said(Author::clerk);
    EXPECT_FALSE(refuse(words, Rejected::Reason::elsewhere));
    EXPECT_EQ(newest().id, words.id) << "no notice, no SMS";
    EXPECT_EQ(
        database_.count("SELECT COUNT(*) FROM messages WHERE author = 'note' AND text LIKE "
                        "'%别的接待人员正在微信客服里接待他%'"),
        1
    );
    EXPECT_FALSE(refuse(words, Rejected::Reason::elsewhere));
    EXPECT_EQ(database_.count("SELECT COUNT(*) FROM messages WHERE author = 'note'"), 1);
}

TEST_F(Fallback, GoesOneWayAfterAnotherAndNoneTwice) {
    leave_number();
    ASSERT_TRUE(storage::opt_ins::decide(*database_, {"wechat", "o1", "TM1"}, true, now));
    const auto words = said(Author::clerk);
    EXPECT_TRUE(refuse(words));
    const auto notice = newest();
    EXPECT_EQ(notice.channel, "wechat");
    EXPECT_EQ(notice.form, "{}");
    EXPECT_EQ(notice.origin, words.message);
    // Another part of the same words was refused as well: it is followed already.
    EXPECT_FALSE(refuse(words));
    EXPECT_EQ(newest().id, notice.id);

    EXPECT_TRUE(refuse(notice));
    const auto sms = newest();
    EXPECT_EQ(sms.channel, "sms");
    EXPECT_EQ(sms.recipient, "+8613800000055");
    EXPECT_EQ(sms.text.find("马上给您查"), std::string::npos);
    EXPECT_TRUE(refuse(sms));
    EXPECT_EQ(newest().channel, "sms2");
    EXPECT_FALSE(refuse(newest()));
    const auto called = database_.count(
        "SELECT COUNT(*) FROM messages WHERE author = 'note' AND text LIKE '%打电话%'"
    );
    EXPECT_EQ(called, 1);
    EXPECT_FALSE(refuse(newest()));
    EXPECT_EQ(database_.count("SELECT COUNT(*) FROM outbox"), 4);
    // The one opt-in there was is used up, and taken back by the refusal.
    EXPECT_FALSE(storage::opt_ins::take(*database_, {"wechat", "o1", "TM1"}, true).value());
}

TEST_F(Fallback, LeavesOutWhatIsNotThereAndAClerkCalls) {
    EXPECT_FALSE(refuse(said(Author::clerk)));
    EXPECT_EQ(database_.count("SELECT COUNT(*) FROM outbox"), 1);
    // Nobody had the conversation: now it waits in the queue, with a case.
    EXPECT_EQ(database_.count("SELECT COUNT(*) FROM cases WHERE reason = 'call_wanted'"), 1);
    const auto conversation = storage::find_conversation(*database_, conversation_).value().value();
    EXPECT_EQ(conversation.control, storage::Control::queued);
    EXPECT_EQ(conversation.case_no, "LN-ZX-20261122-0001");
}

TEST_F(Fallback, CallsNobodyForWordsOfTheBot) {
    EXPECT_FALSE(refuse(said(Author::bot)));
    EXPECT_EQ(database_.count("SELECT COUNT(*) FROM cases"), 0);
    EXPECT_EQ(database_.count("SELECT COUNT(*) FROM messages WHERE author = 'note'"), 0);
}

TEST_F(Fallback, TellsWhoWantsNoNoticesByTelephoneOnly) {
    leave_number();
    ASSERT_TRUE(storage::opt_ins::decide(*database_, {"wechat", "o1", "TM1"}, true, now));
    ASSERT_TRUE(storage::set_consent(*database_, 1, {false, true}));
    EXPECT_FALSE(refuse(said(Author::clerk)));
    EXPECT_EQ(database_.count("SELECT COUNT(*) FROM outbox"), 1);
    EXPECT_EQ(database_.count("SELECT COUNT(*) FROM messages WHERE author = 'note'"), 1);
}

TEST_F(Fallback, SaysAllOfWhatIsUrgent) {
    leave_number();
    const auto words = said(Author::clerk, "notice");
    storage::Chain chain;
    chain.message = words.message;
    chain.kind = "notice";
    chain.send_class = storage::SendClass::answer;
    ASSERT_TRUE(storage::chains::begin(*database_, chain));
    EXPECT_TRUE(refuse(words));
    EXPECT_EQ(newest().text, "马上给您查");
    EXPECT_EQ(newest().send_class, storage::SendClass::answer);
}

TEST_F(Fallback, NamesTheChannelAndTheReason) {
    leave_number();
    EXPECT_TRUE(refuse(said(Author::clerk)));
    EXPECT_EQ(newest().text, "您在微信客服问的事有回复了，请去那里看。看不到可回“人工”。");
    ways_.after = [](const std::string&) { return std::vector<std::string>{}; };
    const auto notes = [this](const std::string& words) {
        return database_.count(
            "SELECT COUNT(*) FROM messages WHERE author = 'note' AND text LIKE '微信客服" + words +
            "%'"
        );
    };
    EXPECT_FALSE(refuse(said(Author::clerk)));
    EXPECT_EQ(notes("发不出去：居民太久没来消息"), 1);
    EXPECT_FALSE(refuse(said(Author::clerk), Rejected::Reason::useless));
    EXPECT_EQ(notes("没有送到居民手里。请打电话"), 1);
}

TEST_F(Fallback, SaysTheWordsThemselvesWhereHeWritesFromByAnotherSms) {
    writes_from("ali", "+8613800000077");
    ASSERT_TRUE(storage::set_consent(*database_, 2, {false, true}));
    EXPECT_TRUE(refuse(said(Author::bot), Rejected::Reason::useless));
    const auto again = newest();
    EXPECT_EQ(again.channel, "sms2");
    EXPECT_EQ(again.recipient, "+8613800000077");
    EXPECT_EQ(again.text, "马上给您查");
    EXPECT_EQ(again.send_class, storage::SendClass::answer);
    EXPECT_FALSE(refuse(again, Rejected::Reason::useless))
        << "nobody is called for words of the bot";
    // A notice is none he asked for.
    EXPECT_FALSE(refuse(said(Author::clerk, "notice"), Rejected::Reason::useless));
    EXPECT_EQ(database_.count("SELECT COUNT(*) FROM cases WHERE reason = 'call_wanted'"), 1);
}

TEST_F(Fallback, TakesNoCodeAnotherWay) {
    leave_number();
    EXPECT_FALSE(refuse(said(Author::clerk, "", "您的验证码是123456，十分钟内有效")));
    EXPECT_EQ(database_.count("SELECT COUNT(*) FROM outbox"), 1);
    EXPECT_EQ(database_.count("SELECT COUNT(*) FROM messages WHERE author = 'note'"), 0);
}

TEST_F(Fallback, CallsNobodyForOneOfMany) {
    auto part = said(Author::clerk, "notice");
    part.send_class = storage::SendClass::bulk;
    EXPECT_FALSE(refuse(part, Rejected::Reason::useless));
    EXPECT_EQ(database_.count("SELECT COUNT(*) FROM cases"), 0);
}

TEST_F(Fallback, GivesBackAnOptInThatWasNotUsed) {
    ASSERT_TRUE(storage::opt_ins::decide(*database_, {"wechat", "o1", "TM1"}, true, now));
    EXPECT_TRUE(refuse(said(Author::clerk)));
    const Rejected bad_form{"47003", Rejected::Reason::useless};
    ASSERT_TRUE(fall_back(*database_, newest(), bad_form, ways_, now));
    EXPECT_TRUE(storage::opt_ins::take(*database_, {"wechat", "o1", "TM1"}, true).value());
}

}  // namespace
}  // namespace gateway::desk
