#include "storage/consent.h"
#include "storage/conversations.h"
#include "storage/inbox.h"
#include "storage/messages.h"
#include "storage/outbox.h"
#include "storage/timers.h"
#include "tests/support/scratch.h"

#include <gtest/gtest.h>

// What a running gateway remembers of a turn, on a real database.

namespace {

using storage::Control;
using storage::Fault;
using storage::SendClass;
using storage::Time;

constexpr Time noon{std::chrono::milliseconds(1'795'320'000'000)};

storage::Conversation stored(
    storage::Connection& connection, const std::string& sender = "+8613800000001"
) {
    storage::Conversation conversation;
    conversation.address = {"sms", sender};
    return storage::ensure_conversation(connection, conversation, noon).value();
}

std::int64_t said(
    storage::Connection& connection, std::int64_t conversation, const std::string& text
) {
    storage::Utterance one;
    one.conversation = conversation;
    one.text = text;
    one.at = noon;
    return storage::add_message(connection, one).value();
}

TEST(Conversations, AreMadeOnceForAPerson) {
    tests::ScratchDatabase database;
    const auto first = stored(*database);
    storage::Conversation unaware;
    unaware.address = first.address;
    auto again = storage::ensure_conversation(*database, unaware, noon);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().fault, Fault::conflict);
    EXPECT_EQ(storage::find_talk(*database, first.address)->conversation.id, first.id);
    EXPECT_EQ(database.count("SELECT COUNT(*) FROM contacts"), 1);
    EXPECT_NE(stored(*database, "+8613800000002").id, first.id);
}

TEST(Conversations, AreNotWhatTheyWereOnceControlHasChanged) {
    tests::ScratchDatabase database;
    const auto known = stored(*database);
    EXPECT_EQ(storage::ensure_conversation(*database, known, noon)->id, known.id);
    EXPECT_TRUE(storage::check_unchanged(*database, known));
    ASSERT_TRUE(storage::keep_session(*database, known, 0, {"{}", {}, ""}));
    ASSERT_TRUE(storage::change_control(*database, {known.id, 0, Control::human, 7, {}}, noon));
    EXPECT_EQ(storage::check_unchanged(*database, known).error().fault, Fault::conflict);
    auto late = storage::keep_session(*database, known, 1, {"{}", {}, ""});
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().fault, Fault::conflict);
}

TEST(Conversations, AreNotWhatTheyWereOnceTheCaseIsClosed) {
    tests::ScratchDatabase database;
    auto known = stored(*database);
    ASSERT_TRUE(storage::set_case(*database, known.id, "LN-ZX-20261122-0001"));
    EXPECT_FALSE(storage::check_unchanged(*database, known));
    EXPECT_FALSE(storage::keep_session(*database, known, 0, {"{}", {}, ""}));
    known.case_no = "LN-ZX-20261122-0001";
    EXPECT_TRUE(storage::check_unchanged(*database, known));
    EXPECT_TRUE(storage::keep_session(*database, known, 0, {"{}", {}, ""}));
}

TEST(Conversations, AreUnknownBeforeTheFirstMessage) {
    tests::ScratchDatabase database;
    auto talk = storage::find_talk(*database, {"sms", "nobody"});
    ASSERT_TRUE(talk);
    EXPECT_EQ(talk->conversation.id, 0);
    EXPECT_EQ(talk->conversation.address.sender, "nobody");
    EXPECT_EQ(talk->session_version, 0);
}

TEST(Sessions, AreKeptOnlyOverTheVersionTheyCameFrom) {
    tests::ScratchDatabase database;
    const auto known = stored(*database);
    EXPECT_TRUE(storage::keep_session(*database, known, 0, {"one", {}, ""}));
    EXPECT_TRUE(storage::keep_session(*database, known, 1, {"two", {}, ""}));
    auto late = storage::keep_session(*database, known, 1, {"late", {}, ""});
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().fault, Fault::conflict);
    EXPECT_FALSE(storage::keep_session(*database, known, 0, {"first again", {}, ""}));
    auto talk = storage::find_talk(*database, {"sms", "+8613800000001"});
    EXPECT_EQ(talk->session_state, "two");
    EXPECT_EQ(talk->session_version, 2);
}

TEST(Control, ChangesOnceFromOneEpoch) {
    tests::ScratchDatabase database;
    const auto conversation = stored(*database);
    const storage::ControlChange claim{conversation.id, 0, Control::human, 7, {}};
    EXPECT_TRUE(storage::change_control(*database, claim, noon));
    auto second =
        storage::change_control(*database, {conversation.id, 0, Control::human, 8, {}}, noon);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().fault, Fault::conflict);
    const auto now = storage::find_conversation(*database, conversation.id).value().value();
    EXPECT_EQ(now.control, Control::human);
    EXPECT_EQ(now.owner_id, 7);
    EXPECT_EQ(now.epoch, 1);
}

TEST(Inbox, KeepsADeliveryOnceAndItsAnswer) {
    tests::ScratchDatabase database;
    const storage::Delivery delivery{"wechat", "m1", 5, {200, "text/xml", "<xml>答</xml>"}, noon};
    EXPECT_TRUE(storage::keep_delivery(*database, delivery));
    auto again = storage::keep_delivery(*database, delivery);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().fault, Fault::conflict);
    auto found = storage::find_delivery(*database, "wechat", "m1");
    ASSERT_TRUE(found && *found);
    EXPECT_EQ((*found)->answer.body, "<xml>答</xml>");
    EXPECT_EQ((*found)->message, 5);
    EXPECT_TRUE(storage::keep_delivery(*database, {"sms", "m1", 6, {}, noon}));
}

struct OutboxTest : testing::Test {
    tests::ScratchDatabase database;
    storage::Conversation conversation = stored(*database);
    std::int64_t message = said(*database, conversation.id, "您好");

    storage::OutboxPart add(const std::string& author = "bot", int number = 0) {
        storage::OutboxPart part;
        part.message = message;
        part.conversation = conversation.id;
        part.channel = "sms";
        part.recipient = conversation.address.sender;
        part.part = number;
        part.text = "您好";
        part.author = author;
        part.next_at = noon;
        part.id = storage::add_part(*database, part, noon).value();
        return part;
    }
    std::string status() {
        return storage::messages_before(*database, conversation.id, 0, 1)->front().status;
    }
    std::string state(std::int64_t id) {
        return database
            ->one(
                "SELECT state FROM outbox WHERE id = ?",
                [](const storage::Row& row) { return row.text(0); },
                id
            )
            ->value();
    }
};

TEST_F(OutboxTest, SendsAPartOnceAtATime) {
    const auto part = add();
    EXPECT_TRUE(storage::begin_sending(*database, part).value());
    EXPECT_FALSE(storage::begin_sending(*database, part).value());
    EXPECT_TRUE(storage::finish_sending(*database, {part.id, "sent", "", "sms-77", noon}));
    EXPECT_EQ(state(part.id), "sent");
    EXPECT_EQ(status(), "sent");
}

TEST_F(OutboxTest, DropsABotsReplyWhenAnotherTookOver) {
    const auto bot = add();
    const auto clerk = add("clerk", 1);
    ASSERT_TRUE(
        storage::change_control(*database, {conversation.id, 0, Control::human, 7, {}}, noon)
    );
    EXPECT_FALSE(storage::begin_sending(*database, bot).value());
    EXPECT_EQ(state(bot.id), "dropped");
    EXPECT_TRUE(storage::begin_sending(*database, clerk).value());
}

TEST_F(OutboxTest, GivesEachClassItsOwnQueue) {
    const auto answer = add();
    storage::OutboxPart notice = answer;
    notice.send_class = SendClass::notice;
    notice.id = storage::add_part(*database, notice, noon).value();
    for (const auto of : {SendClass::answer, SendClass::notice, SendClass::bulk}) {
        const auto parts = storage::unsent_parts(*database, {"sms", of, 0, 10}).value();
        ASSERT_EQ(parts.size(), of == SendClass::bulk ? 0U : 1U);
        if (of == SendClass::bulk) continue;
        EXPECT_EQ(parts.front().id, of == SendClass::answer ? answer.id : notice.id);
        EXPECT_EQ(parts.front().send_class, of);
        EXPECT_EQ(parts.front().created_at, noon);
    }
}

TEST_F(OutboxTest, SendsWhoWantsNoNoticesHisAnswersOnly) {
    const auto answer = add();
    storage::OutboxPart notice = answer;
    notice.send_class = SendClass::notice;
    notice.id = storage::add_part(*database, notice, noon).value();
    ASSERT_TRUE(storage::set_consent(*database, conversation.contact_id, {false, true}));
    EXPECT_TRUE(storage::begin_sending(*database, answer).value());
    EXPECT_FALSE(storage::begin_sending(*database, notice).value());
    EXPECT_EQ(state(notice.id), "dropped");
}

TEST_F(OutboxTest, SendsWhoWantsNothingWhatAlwaysGoesOnly) {
    const auto answer = add();
    storage::OutboxPart emergency = answer;
    emergency.always = true;
    emergency.send_class = SendClass::bulk;
    emergency.id = storage::add_part(*database, emergency, noon).value();
    ASSERT_TRUE(storage::set_consent(*database, conversation.contact_id, {false, false}));
    EXPECT_FALSE(storage::begin_sending(*database, answer).value());
    EXPECT_EQ(state(answer.id), "dropped");
    EXPECT_TRUE(storage::begin_sending(*database, emergency).value());
    const auto consent = storage::find_conversation(*database, conversation.id).value()->consent;
    EXPECT_EQ(consent, (dialogs::Consent{false, false}));
}

TEST_F(OutboxTest, CallsWhatACrashInterruptedUnknownAndDoesNotSendItAgain) {
    const auto part = add();
    ASSERT_TRUE(storage::begin_sending(*database, part).value());
    EXPECT_EQ(storage::settle_interrupted(*database).value(), 1);
    EXPECT_EQ(state(part.id), "unknown");
    EXPECT_EQ(status(), "unknown");
    EXPECT_TRUE(storage::unsent_parts(*database, {"sms", SendClass::answer, 0, 10})->empty());
}

TEST_F(OutboxTest, MovesReceiptsOnlyForward) {
    const auto part = add();
    ASSERT_TRUE(storage::begin_sending(*database, part).value());
    ASSERT_TRUE(storage::finish_sending(*database, {part.id, "sent", "", "sms-77", noon}));
    const auto receipt = [&](const std::string& receipt_state) {
        return storage::mark_receipt(*database, {"sms", 0, "sms-77", receipt_state, ""})
            .value()
            .has_value();
    };
    EXPECT_TRUE(receipt("delivered"));
    EXPECT_EQ(status(), "delivered");
    EXPECT_FALSE(receipt("sent"));
    EXPECT_FALSE(receipt("failed"));
    EXPECT_EQ(state(part.id), "delivered");
}

TEST_F(OutboxTest, SettlesAnUnknownPartByItsReceipt) {
    const auto part = add();
    ASSERT_TRUE(storage::begin_sending(*database, part).value());
    ASSERT_TRUE(storage::finish_sending(*database, {part.id, "unknown", "no_answer", "", noon}));
    auto settled = storage::mark_receipt(*database, {"sms", part.id, "", "delivered", ""});
    ASSERT_TRUE(settled && *settled);
    EXPECT_EQ((*settled)->message, message);
    EXPECT_EQ(state(part.id), "delivered");
}

TEST_F(OutboxTest, KnowsNoReceiptOfAnotherChannel) {
    const auto part = add();
    ASSERT_TRUE(storage::begin_sending(*database, part).value());
    EXPECT_FALSE(storage::mark_receipt(*database, {"other", part.id, "", "delivered", ""}).value());
    EXPECT_EQ(state(part.id), "sending");
}

TEST_F(OutboxTest, ShowsAMessageAsGoodAsItsWorstPart) {
    const auto first = add("bot", 0);
    const auto second = add("bot", 1);
    for (const auto& part : {first, second})
        ASSERT_TRUE(storage::begin_sending(*database, part).value());
    ASSERT_TRUE(storage::finish_sending(*database, {first.id, "sent", "", "a", noon}));
    EXPECT_EQ(status(), "queued");
    ASSERT_TRUE(storage::finish_sending(*database, {second.id, "failed", "refused", "", noon}));
    EXPECT_EQ(status(), "failed");
}

TEST(Messages, HideNotesFromResidentsAndKeepTheirOrder) {
    tests::ScratchDatabase database;
    const auto id = stored(*database).id;
    said(*database, id, "一");
    storage::Utterance note;
    note.conversation = id;
    note.author = storage::Author::note;
    note.text = "内部";
    ASSERT_TRUE(storage::add_message(*database, note));
    said(*database, id, "二");
    auto shown = storage::messages_after(*database, id, 0, 10);
    ASSERT_EQ(shown->size(), 2U);
    EXPECT_EQ((*shown)[0].text, "一");
    EXPECT_EQ((*shown)[1].text, "二");
    auto last_two = storage::messages_before(*database, id, 0, 2);
    ASSERT_EQ(last_two->size(), 2U);
    EXPECT_EQ((*last_two)[0].text, "内部");
}

TEST(Timers, BelongToTheLatestTurnOnly) {
    using std::chrono::hours;
    tests::ScratchDatabase database;
    const auto known = stored(*database);
    const auto id = known.id;
    ASSERT_TRUE(storage::keep_session(*database, known, 0, {"{}", noon, "timeout"}));
    ASSERT_TRUE(storage::keep_session(*database, known, 1, {"{}", noon + hours(1), "expire"}));
    EXPECT_TRUE(storage::due_timers(*database, noon, 10)->empty());
    ASSERT_TRUE(storage::drop_timer(*database, {id, 1, "timeout", noon}));
    auto due = storage::due_timers(*database, noon + hours(2), 10);
    ASSERT_EQ(due->size(), 1U);
    EXPECT_EQ(due->front().version, 2);
    EXPECT_EQ(due->front().kind, "expire");
    ASSERT_TRUE(storage::drop_timer(*database, due->front()));
    EXPECT_TRUE(storage::due_timers(*database, noon + hours(2), 10)->empty());
}

}  // namespace
