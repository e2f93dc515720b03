#include "gateway/desk/control.h"

#include "gateway/desk/speaking.h"
#include "storage/case_timeline.h"
#include "storage/cases.h"
#include "storage/event_log.h"
#include "storage/messages.h"
#include "storage/worklist.h"
#include "tests/unit/gateway/desk/desk_room.h"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using gateway::desk::Acted;
using gateway::desk::Desk;
using storage::CaseState;
using storage::Control;
using storage::Fault;
using storage::Role;
using tests::noon;
namespace desk = gateway::desk;

class ControlTest : public testing::Test {
protected:
    ControlTest() {
        zhang_ = tests::add_clerk(*database_, "张三", Role::town, "130224100");
        li_ = tests::add_clerk(*database_, "李四", Role::town, "130224100");
        far_ = tests::add_clerk(*database_, "王五", Role::town, "130224101");
        id_ = tests::ask_for_person(*database_, "a", "130224100", "LN-1").id;
    }

    Desk at(const storage::Clerk& clerk, storage::Time now = noon) { return {clerk, id_, now}; }
    storage::Conversation now() {
        return storage::find_conversation(*database_, id_).value().value();
    }
    storage::Case the_case() { return storage::cases::find(*database_, "LN-1").value().value(); }
    Acted reply(const storage::Clerk& clerk, storage::Time when = noon) {
        return desk::reply(*database_, at(clerk, when), "您好", plan_).value();
    }

    tests::ScratchDatabase database_;
    storage::Clerk zhang_, li_, far_;
    std::int64_t id_ = 0;
    desk::Plan plan_ = [](const std::string& channel, const std::string& text) {
        return channel == "web" ? std::vector<std::string>{} : std::vector<std::string>{text};
    };
};

TEST_F(ControlTest, OfTwoClerksOneGetsIt) {
    EXPECT_FALSE(desk::claim(*database_, at(zhang_)).value().refused);
    const auto second = desk::claim(*database_, at(li_)).value();
    ASSERT_TRUE(second.refused);
    EXPECT_EQ(second.refused->code, "already_claimed");
    EXPECT_EQ(second.refused->owner, "张三");
    EXPECT_EQ(second.refused->message, "该会话已被张三认领");
    EXPECT_EQ(now().owner_id, zhang_.id);
    EXPECT_EQ(now().control, Control::human);
    EXPECT_EQ(now().epoch, 2);
    EXPECT_EQ(the_case().owner_id, zhang_.id);
    EXPECT_EQ(the_case().state, CaseState::accepted);
}

TEST_F(ControlTest, ClaimingAgainChangesNothing) {
    ASSERT_FALSE(desk::claim(*database_, at(zhang_)).value().refused);
    EXPECT_FALSE(desk::claim(*database_, at(zhang_)).value().refused);
    EXPECT_EQ(now().epoch, 2);
}

TEST_F(ControlTest, TheFirstReplyClaims) {
    const auto acted = reply(zhang_);
    EXPECT_FALSE(acted.refused);
    EXPECT_FALSE(acted.to_send);  // a page fetches it
    EXPECT_EQ(now().owner_id, zhang_.id);
    EXPECT_EQ(the_case().first_reply_at, noon);
    EXPECT_EQ(storage::worklist::waiting_since(*database_, id_).value(), std::nullopt);
    const auto said = storage::find_message(*database_, acted.message).value().value();
    EXPECT_EQ(said.author, storage::Author::clerk);
    EXPECT_EQ(said.clerk_id, zhang_.id);
    const auto second = reply(li_);
    ASSERT_TRUE(second.refused);
    EXPECT_EQ(second.refused->code, "not_yours");
    reply(zhang_, noon + 1h);
    EXPECT_EQ(the_case().first_reply_at, noon);
}

TEST_F(ControlTest, AReplyLeavesByTheResidentsOwnChannel) {
    ASSERT_TRUE(database_->run("UPDATE contacts SET channel = 'sms', sender = '+8613800000001'"));
    EXPECT_TRUE(reply(zhang_).to_send);
    EXPECT_EQ(
        database_.count("SELECT COUNT(*) FROM outbox WHERE channel = 'sms' AND author = 'clerk' "
                        "AND recipient = '+8613800000001'"),
        1
    );
}

TEST_F(ControlTest, OutOfTheAreaThereIsNothing) {
    const auto gone = [](const auto& acted) {
        return !acted && acted.error().fault == Fault::not_found;
    };
    EXPECT_TRUE(gone(desk::claim(*database_, at(far_))));
    EXPECT_TRUE(gone(desk::reply(*database_, at(far_), "您好", plan_)));
    EXPECT_TRUE(gone(desk::note(*database_, at(far_), "x")));
    EXPECT_TRUE(gone(desk::release(*database_, at(far_))));
    EXPECT_TRUE(gone(desk::return_to_bot(*database_, at(far_), "")));
    EXPECT_TRUE(gone(desk::close(*database_, at(far_), "")));
    EXPECT_EQ(now().epoch, 1);
    EXPECT_EQ(database_.count("SELECT COUNT(*) FROM messages"), 0);
}

TEST_F(ControlTest, WhatOnlyTheBotHeardIsNotThereEither) {
    const auto other = tests::add_resident(*database_, "b", "130224100");
    const auto acted = desk::note(*database_, {zhang_, other.id, noon}, "x");
    ASSERT_FALSE(acted);
    EXPECT_EQ(acted.error().fault, Fault::not_found);
}

TEST_F(ControlTest, OnlyTheOwnerMayActOnIt) {
    ASSERT_FALSE(desk::claim(*database_, at(zhang_)).value().refused);
    EXPECT_EQ(desk::release(*database_, at(li_)).value().refused->code, "not_yours");
    EXPECT_EQ(desk::return_to_bot(*database_, at(li_), "").value().refused->code, "not_yours");
    EXPECT_EQ(desk::close(*database_, at(li_), "").value().refused->code, "not_yours");
    EXPECT_EQ(now().epoch, 2);
}

TEST_F(ControlTest, ReleaseGivesItBackToTheQueueAtItsPlace) {
    ASSERT_FALSE(desk::claim(*database_, at(zhang_)).value().refused);
    ASSERT_FALSE(desk::release(*database_, at(zhang_, noon + 1h)).value().refused);
    EXPECT_EQ(now().control, Control::queued);
    EXPECT_EQ(now().owner_id, std::nullopt);
    EXPECT_EQ(the_case().owner_id, std::nullopt);
    EXPECT_EQ(storage::worklist::waiting_since(*database_, id_).value(), noon);
    EXPECT_FALSE(desk::claim(*database_, at(li_)).value().refused);
}

TEST_F(ControlTest, ReturningKeepsTheCaseAndSilencesNobody) {
    ASSERT_FALSE(reply(zhang_).refused);
    ASSERT_FALSE(desk::return_to_bot(*database_, at(zhang_), "已告知材料").value().refused);
    EXPECT_EQ(now().control, Control::bot);
    EXPECT_EQ(now().case_no, "LN-1");
    EXPECT_EQ(the_case().state, CaseState::answered);
    const auto late = reply(zhang_);
    ASSERT_TRUE(late.refused);
    EXPECT_EQ(late.refused->code, "not_queued");
    EXPECT_FALSE(desk::close(*database_, at(zhang_), "已解答").value().refused);
    EXPECT_EQ(the_case().state, CaseState::closed);
}

TEST_F(ControlTest, ClosingEndsTheCaseAndGivesTheBotBack) {
    ASSERT_FALSE(reply(zhang_).refused);
    ASSERT_FALSE(desk::close(*database_, at(zhang_, noon + 1h), "已解答").value().refused);
    EXPECT_EQ(now().control, Control::bot);
    EXPECT_EQ(now().case_no, "");
    EXPECT_EQ(the_case().state, CaseState::closed);
    EXPECT_EQ(the_case().result, "已解答");
    EXPECT_EQ(the_case().closed_at, noon + 1h);
    std::vector<std::string> actions;
    const auto timeline = storage::cases::timeline(*database_, "LN-1").value();
    for (const auto& step : timeline)
        actions.push_back(step.action);
    EXPECT_EQ(actions, (std::vector<std::string>{"opened", "claimed", "replied", "closed"}));
}

TEST_F(ControlTest, ANoteIsSeenByClerksOnly) {
    const auto acted = desk::note(*database_, at(li_), "他是王婶的儿子").value();
    EXPECT_FALSE(acted.to_send);
    EXPECT_EQ(now().control, Control::queued);
    EXPECT_EQ(database_.count("SELECT COUNT(*) FROM outbox"), 0);
    const auto told = storage::messages_after(*database_, id_, 0, 10).value();
    EXPECT_TRUE(told.empty());
}

TEST_F(ControlTest, EveryChangeIsToldToPages) {
    const auto last = [this] { return storage::event_log::span(*database_).value().last; };
    auto before = last();
    const auto grew = [&] {
        const bool more = last() > before;
        before = last();
        return more;
    };
    ASSERT_TRUE(desk::claim(*database_, at(zhang_)));
    EXPECT_TRUE(grew());
    reply(zhang_);
    EXPECT_TRUE(grew());
    ASSERT_TRUE(desk::note(*database_, at(zhang_), "x"));
    EXPECT_TRUE(grew());
    ASSERT_TRUE(desk::release(*database_, at(zhang_)));
    EXPECT_TRUE(grew());
    ASSERT_TRUE(desk::claim(*database_, at(zhang_)));
    ASSERT_TRUE(desk::return_to_bot(*database_, at(zhang_), ""));
    EXPECT_TRUE(grew());
    ASSERT_TRUE(desk::close(*database_, at(zhang_), ""));
    EXPECT_TRUE(grew());
}

}  // namespace
