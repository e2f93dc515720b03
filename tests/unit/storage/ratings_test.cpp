#include "storage/ratings.h"

#include "storage/cases.h"
#include "storage/conversations.h"
#include "tests/support/scratch.h"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using storage::Rating;
using storage::Time;

constexpr Time noon{std::chrono::milliseconds(1'795'320'000'000)};

Rating rating(const std::string& key, const std::string& grade, Time at = noon) {
    return {key, "sms", "+8613800000001", "", grade, false, at};
}

storage::Conversation talk(storage::Connection& connection) {
    storage::Conversation conversation;
    conversation.address = {"sms", "+8613800000001"};
    conversation.area = "130224100";
    return storage::ensure_conversation(connection, conversation, noon).value();
}

void open_case(storage::Connection& connection, const std::string& no, Time at) {
    const auto conversation = storage::find_conversation(connection, 1).value().value();
    storage::Case opened;
    opened.no = no;
    opened.conversation_id = conversation.id;
    opened.requester_id = conversation.contact_id;
    opened.channel = "sms";
    opened.opened_at = at;
    ASSERT_TRUE(storage::cases::open(connection, opened, {}).has_value());
}

TEST(Ratings, CountAMessageOnceAndAnswerItTheSame) {
    tests::ScratchDatabase database;
    talk(*database);
    open_case(*database, "A-1", noon);
    EXPECT_FALSE(storage::ratings::keep(*database, rating("sms:1", "good")).value());
    EXPECT_FALSE(storage::ratings::keep(*database, rating("sms:1", "worst")).value());
    EXPECT_EQ(storage::ratings::latest_of(*database, "A-1").value().value().grade, "good");
}

TEST(Ratings, OfOneCaseTheLatestCounts) {
    tests::ScratchDatabase database;
    talk(*database);
    open_case(*database, "A-1", noon);
    EXPECT_FALSE(storage::ratings::keep(*database, rating("sms:1", "good")).value());
    EXPECT_TRUE(storage::ratings::keep(*database, rating("sms:2", "poor", noon + 1min)).value());
    EXPECT_EQ(storage::ratings::latest_of(*database, "A-1").value().value().grade, "poor");
    ASSERT_TRUE(storage::cases::close(*database, "A-1", "done", noon + 2min).has_value());
    open_case(*database, "A-2", noon + 1h);
    EXPECT_FALSE(storage::ratings::keep(*database, rating("sms:3", "best", noon + 2h)).value());
    EXPECT_EQ(storage::ratings::latest_of(*database, "A-1").value().value().grade, "poor");
    EXPECT_EQ(storage::ratings::latest_of(*database, "A-2").value().value().grade, "best");
}

TEST(Ratings, OfWhoNeverHadACaseBelongToNone) {
    tests::ScratchDatabase database;
    EXPECT_FALSE(storage::ratings::keep(*database, rating("sms:1", "fair")).value());
    EXPECT_EQ(storage::ratings::latest_of(*database, "").value().value().grade, "fair");
}

TEST(Cases, TakeWhatIsToldLaterInPlaceOfWhatWasTold) {
    tests::ScratchDatabase database;
    talk(*database);
    open_case(*database, "A-1", noon);
    using storage::cases::add_slots;
    ASSERT_TRUE(add_slots(*database, "A-1", {{"乡镇", "马城镇"}, {"什么事", "问事"}}).has_value());
    ASSERT_TRUE(add_slots(*database, "A-1", {{"乡镇", "长凝镇"}, {"补充", "急"}}).has_value());
    std::string told;
    for (const auto& [label, value] : storage::cases::slots(*database, "A-1").value())
        told += label + value + " ";
    EXPECT_EQ(told, "乡镇长凝镇 什么事问事 补充急 ");
}

TEST(Conversation, OnceTheCountysAloneIsNeverGivenToATown) {
    tests::ScratchDatabase database;
    const auto conversation = talk(*database);
    ASSERT_TRUE(storage::keep_with_county(*database, conversation.id).has_value());
    EXPECT_EQ(storage::find_conversation(*database, conversation.id).value().value().area, "");
    EXPECT_EQ(storage::set_area(*database, conversation.id, "130224101").value(), "");
    EXPECT_EQ(storage::find_conversation(*database, conversation.id).value().value().area, "");
}

TEST(Ratings, AreAskedForOnceAndOnlyForWhatIsClosed) {
    tests::ScratchDatabase database;
    const auto conversation = talk(*database).id;
    const auto due = [&] { return storage::ratings::due(*database, conversation).value(); };
    EXPECT_FALSE(due());
    open_case(*database, "A-1", noon);
    EXPECT_FALSE(due());
    ASSERT_TRUE(storage::cases::close(*database, "A-1", "done", noon + 1min).has_value());
    EXPECT_EQ(due(), "A-1");
    ASSERT_TRUE(storage::ratings::mark_asked(*database, "A-1", noon + 1min).has_value());
    EXPECT_FALSE(due());
    // A later case is one of its own.
    open_case(*database, "A-2", noon + 1h);
    EXPECT_FALSE(due());
    ASSERT_TRUE(storage::cases::close(*database, "A-2", "done", noon + 2h).has_value());
    EXPECT_EQ(due(), "A-2");
}

TEST(Ratings, AreNotAskedForWhatWasGradedNorAfterAnEmergency) {
    tests::ScratchDatabase database;
    const auto conversation = talk(*database).id;
    const auto due = [&] { return storage::ratings::due(*database, conversation).value(); };
    open_case(*database, "A-1", noon);
    ASSERT_TRUE(storage::cases::close(*database, "A-1", "done", noon + 1min).has_value());
    EXPECT_FALSE(storage::ratings::keep(*database, rating("sms:1", "good", noon + 2min)).value());
    EXPECT_FALSE(due());
    open_case(*database, "A-2", noon + 1h);
    ASSERT_TRUE(storage::cases::raise(*database, "A-2", "urgent").has_value());
    ASSERT_TRUE(storage::cases::close(*database, "A-2", "done", noon + 2h).has_value());
    EXPECT_FALSE(due());
}

}  // namespace
