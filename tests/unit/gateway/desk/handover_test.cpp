#include "gateway/desk/handover.h"

#include "gateway/desk/journal.h"
#include "storage/cases.h"
#include "storage/event_log.h"
#include "storage/worklist.h"
#include "tests/unit/gateway/desk/desk_room.h"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using storage::Control;
using storage::Fault;
using tests::noon;
namespace desk = gateway::desk;

dialogs::HandOver wanted(dialogs::Priority priority = dialogs::Priority::normal) {
    dialogs::HandOver over;
    over.priority = priority;
    over.reason = "asked";
    over.summary = "低保停了";
    over.context = {{"什么事", "低保停了"}};
    return over;
}

TEST(HandOver, QueuesTheConversationUnderANewEpoch) {
    tests::ScratchDatabase database;
    const auto resident = tests::add_resident(*database, "a", "130224100");
    const auto opened = desk::open_case(*database, resident, wanted(), "LN-1", noon).value();
    EXPECT_EQ(opened.no, "LN-1");
    EXPECT_FALSE(opened.joined);
    const auto stored = storage::find_conversation(*database, resident.id).value().value();
    EXPECT_EQ(stored.control, Control::queued);
    EXPECT_EQ(stored.epoch, resident.epoch + 1);
    EXPECT_EQ(stored.epoch, opened.conversation.epoch);
    EXPECT_EQ(stored.case_no, "LN-1");
    const auto kept = storage::cases::find(*database, "LN-1").value().value();
    EXPECT_EQ(kept.summary, "低保停了");
    EXPECT_EQ(kept.area, "130224100");
    EXPECT_EQ(kept.requester_id, resident.contact_id);
    EXPECT_EQ(storage::cases::slots(*database, "LN-1").value().size(), 1u);
}

TEST(HandOver, JoinsTheOpenCaseAndRaisesItsPriority) {
    tests::ScratchDatabase database;
    const auto first = tests::ask_for_person(*database, "a", "130224100", "LN-1");
    const auto again =
        desk::open_case(*database, first, wanted(dialogs::Priority::urgent), "LN-2", noon + 1h)
            .value();
    EXPECT_TRUE(again.joined);
    EXPECT_EQ(again.no, "LN-1");
    EXPECT_EQ(again.conversation.epoch, first.epoch);
    EXPECT_EQ(storage::cases::find(*database, "LN-1").value()->priority, "urgent");
    EXPECT_FALSE(storage::cases::find(*database, "LN-2").value());
    EXPECT_EQ(storage::worklist::waiting_since(*database, first.id).value(), noon);
    const auto calmer = desk::open_case(*database, first, wanted(), "LN-3", noon).value();
    EXPECT_TRUE(calmer.joined);
    EXPECT_EQ(storage::cases::find(*database, "LN-1").value()->priority, "urgent");
}

TEST(HandOver, GoesToTheTownThatWasNamed) {
    tests::ScratchDatabase database;
    const auto resident = tests::add_resident(*database, "a", "");
    auto over = wanted();
    over.area = "130224101";
    ASSERT_TRUE(desk::open_case(*database, resident, over, "LN-1", noon));
    EXPECT_EQ(storage::find_conversation(*database, resident.id).value()->area, "130224101");
    EXPECT_EQ(storage::cases::find(*database, "LN-1").value()->area, "130224101");
}

TEST(HandOver, TellsHowManyWaitLonger) {
    tests::ScratchDatabase database;
    tests::ask_for_person(*database, "a", "130224100", "LN-1");
    tests::ask_for_person(*database, "b", "130224101", "LN-2");
    const auto resident = tests::add_resident(*database, "c", "130224100");
    const auto opened = desk::open_case(*database, resident, wanted(), "LN-3", noon + 1min);
    EXPECT_EQ(opened.value().ahead, 1);
}

TEST(HandOver, WhoAsksAgainKeepsHisPlace) {
    tests::ScratchDatabase database;
    const auto first = tests::ask_for_person(*database, "a", "130224100", "LN-1");
    const auto other = tests::add_resident(*database, "b", "130224100");
    ASSERT_TRUE(desk::open_case(*database, other, wanted(), "LN-2", noon + 1min));
    EXPECT_EQ(desk::open_case(*database, first, wanted(), "LN-3", noon + 1h).value().ahead, 0);
}

TEST(HandOver, LosesAgainstAChangeOfControl) {
    tests::ScratchDatabase database;
    const auto resident = tests::add_resident(*database, "a", "130224100");
    ASSERT_TRUE(database->run("UPDATE conversations SET epoch = epoch + 1"));
    const auto opened = desk::open_case(*database, resident, wanted(), "LN-1", noon);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().fault, Fault::conflict);
}

TEST(Journal, IsSilentWhileTheConversationIsTheBots) {
    tests::ScratchDatabase database;
    const auto resident = tests::add_resident(*database, "a", "130224100");
    ASSERT_TRUE(desk::message_added(*database, resident, storage::Author::resident, 1, noon));
    ASSERT_TRUE(desk::status_changed(*database, resident.id, 1, noon));
    EXPECT_EQ(storage::event_log::span(*database).value().last, 0);
}

TEST(Journal, ToldOfAMessageTheResidentWaitsAnew) {
    tests::ScratchDatabase database;
    const auto resident = tests::ask_for_person(*database, "a", "130224100", "LN-1");
    ASSERT_TRUE(storage::worklist::mark_waiting(*database, resident.id, std::nullopt));
    const auto before = storage::event_log::span(*database).value().last;
    ASSERT_TRUE(desk::message_added(*database, resident, storage::Author::bot, 1, noon + 1h));
    EXPECT_EQ(storage::worklist::waiting_since(*database, resident.id).value(), std::nullopt);
    ASSERT_TRUE(desk::message_added(*database, resident, storage::Author::resident, 2, noon + 2h));
    EXPECT_EQ(storage::worklist::waiting_since(*database, resident.id).value(), noon + 2h);
    EXPECT_GT(storage::event_log::span(*database).value().last, before);
}

}  // namespace
