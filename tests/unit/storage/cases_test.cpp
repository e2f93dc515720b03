#include "storage/cases.h"

#include "storage/sequences.h"
#include "storage/staff.h"
#include "storage/worklist.h"
#include "tests/support/scratch.h"

#include <gtest/gtest.h>

// Cases and the clerks' list of conversations, on a real database.

namespace {

using namespace std::chrono_literals;
using storage::CaseState;
using storage::Control;
using storage::Fault;
using storage::Time;
namespace cases = storage::cases;
namespace worklist = storage::worklist;

constexpr Time noon{std::chrono::milliseconds(1'795'320'000'000)};
const storage::Reach town{"130224100%", false};

struct Talk {
    std::string sender;
    std::string area = "130224100";
    std::string priority = "normal";
    Time since = noon;
};

// A conversation in the queue with its case; the case's number is its sender's.
std::int64_t queued(storage::Connection& connection, const Talk& talk) {
    storage::Conversation conversation;
    conversation.address = {"web", talk.sender};
    conversation.area = talk.area;
    const auto id = storage::ensure_conversation(connection, conversation, noon).value().id;
    storage::ControlChange change;
    change.conversation = id;
    change.to = Control::queued;
    change.waiting_since = talk.since;
    EXPECT_TRUE(storage::change_control(connection, change, noon));
    storage::Case opened;
    opened.no = talk.sender;
    opened.priority = talk.priority;
    opened.area = talk.area;
    opened.conversation_id = id;
    opened.requester_id = storage::find_conversation(connection, id).value()->contact_id;
    opened.opened_at = talk.since;
    EXPECT_TRUE(cases::open(connection, opened, {{"乡镇", "倴城镇"}, {"什么事", "低保停了"}}));
    EXPECT_TRUE(storage::set_case(connection, id, opened.no));
    return id;
}

std::vector<std::string> listed(storage::Connection& connection, const worklist::Query& query) {
    std::vector<std::string> senders;
    const auto items = worklist::list(connection, query).value();
    for (const auto& item : items) {
        senders.push_back(item.conversation.address.sender);
    }
    return senders;
}

TEST(Sequences, CountEachSeriesFromOne) {
    tests::ScratchDatabase database;
    EXPECT_EQ(storage::sequences::next(*database, "a").value(), 1);
    EXPECT_EQ(storage::sequences::next(*database, "a").value(), 2);
    EXPECT_EQ(storage::sequences::next(*database, "b").value(), 1);
}

TEST(Cases, KeepWhatTheyWereOpenedWith) {
    tests::ScratchDatabase database;
    const auto id = queued(*database, {"one"});
    const auto found = cases::find(*database, "one").value().value();
    EXPECT_EQ(found.state, CaseState::submitted);
    EXPECT_EQ(found.conversation_id, id);
    EXPECT_FALSE(found.first_reply_at);
    const auto slots = cases::slots(*database, "one").value();
    ASSERT_EQ(slots.size(), 2u);
    EXPECT_EQ(slots[1].value, "低保停了");
    EXPECT_EQ(cases::open_of(*database, id).value()->no, "one");
}

TEST(Cases, AConversationHasOneOpenCase) {
    tests::ScratchDatabase database;
    const auto id = queued(*database, {"one"});
    auto second = cases::find(*database, "one").value().value();
    second.no = "two";
    const auto refused = cases::open(*database, second, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fault, Fault::conflict);
    ASSERT_TRUE(cases::close(*database, "one", "已解答", noon));
    EXPECT_TRUE(cases::open(*database, second, {}));
    EXPECT_EQ(cases::open_of(*database, id).value()->no, "two");
}

TEST(Cases, TheFirstReplyStaysTheFirst) {
    tests::ScratchDatabase database;
    queued(*database, {"one"});
    EXPECT_TRUE(cases::first_reply(*database, "one", noon).value());
    EXPECT_FALSE(cases::first_reply(*database, "one", noon + 1h).value());
    EXPECT_EQ(cases::find(*database, "one").value()->first_reply_at, noon);
}

TEST(Cases, CloseOnceAndRaiseTheirVersion) {
    tests::ScratchDatabase database;
    queued(*database, {"one"});
    ASSERT_TRUE(cases::close(*database, "one", "已解答", noon));
    const auto closed = cases::find(*database, "one").value().value();
    EXPECT_EQ(closed.state, CaseState::closed);
    EXPECT_EQ(closed.result, "已解答");
    EXPECT_EQ(closed.version, 2);
    const auto again = cases::close(*database, "one", "别的", noon);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().fault, Fault::not_found);
}

TEST(Cases, AreListedNewestFirstAndPageByPage) {
    tests::ScratchDatabase database;
    queued(*database, {"a", "130224100", "normal", noon});
    queued(*database, {"b", "130224100001", "normal", noon + 1h});
    queued(*database, {"c", "130224101", "normal", noon + 2h});
    cases::Query query;
    query.reach = town;
    query.limit = 1;
    auto page = cases::list(*database, query).value();
    ASSERT_EQ(page.size(), 1u);
    EXPECT_EQ(page[0].no, "b");
    query.before_opened = page[0].opened_at;
    query.before_no = page[0].no;
    page = cases::list(*database, query).value();
    ASSERT_EQ(page.size(), 1u);
    EXPECT_EQ(page[0].no, "a");
}

TEST(Worklist, PutsUrgencyBeforeWaiting) {
    tests::ScratchDatabase database;
    queued(*database, {"long", "130224100", "normal", noon - 2h});
    queued(*database, {"short", "130224100", "normal", noon - 1h});
    queued(*database, {"urgent", "130224100", "urgent", noon});
    queued(*database, {"high", "130224100", "high", noon});
    worklist::Query query;
    query.reach = town;
    EXPECT_EQ(
        listed(*database, query), (std::vector<std::string>{"urgent", "high", "long", "short"})
    );
}

TEST(Worklist, GoesOnWhereAPageEnded) {
    tests::ScratchDatabase database;
    for (const char* sender : {"1", "2", "3", "4", "5"})
        queued(*database, {sender});
    worklist::Query query;
    query.reach = town;
    query.limit = 2;
    std::vector<std::string> all;
    for (;;) {
        const auto items = worklist::list(*database, query).value();
        if (items.empty()) break;
        for (const auto& item : items)
            all.push_back(item.conversation.address.sender);
        query.after = worklist::position_of(items.back());
    }
    EXPECT_EQ(all, (std::vector<std::string>{"1", "2", "3", "4", "5"}));
}

TEST(Worklist, ShowsOnlyWhatIsInReach) {
    tests::ScratchDatabase database;
    queued(*database, {"town", "130224100"});
    queued(*database, {"village", "130224100001"});
    queued(*database, {"sibling", "130224101"});
    queued(*database, {"nowhere", ""});
    struct Case {
        const char* name;
        storage::Reach reach;
        std::vector<std::string> seen;
    };
    const Case table[] = {
        {"town", town, {"town", "village"}},
        {"village", {"130224100001%", false}, {"village"}},
        {"county", {"130224%", true}, {"town", "village", "sibling", "nowhere"}},
        {"nobody", {}, {}},
    };
    for (const auto& [name, reach, seen] : table) {
        SCOPED_TRACE(name);
        worklist::Query query;
        query.reach = reach;
        EXPECT_EQ(listed(*database, query), seen);
        query.view = worklist::View::all;
        EXPECT_EQ(listed(*database, query), seen);
        EXPECT_EQ(
            worklist::count(*database, reach, 1).value().unclaimed, static_cast<int>(seen.size())
        );
    }
}

TEST(Worklist, WhoWaitsAlreadyKeepsHisPlace) {
    tests::ScratchDatabase database;
    const auto id = queued(*database, {"one", "130224100", "normal", noon});
    ASSERT_TRUE(worklist::mark_waiting(*database, id, noon + 1h));
    EXPECT_EQ(worklist::waiting_since(*database, id).value(), noon);
    ASSERT_TRUE(worklist::mark_waiting(*database, id, std::nullopt));
    EXPECT_EQ(worklist::waiting_since(*database, id).value(), std::nullopt);
    ASSERT_TRUE(worklist::mark_waiting(*database, id, noon + 1h));
    EXPECT_EQ(worklist::waiting_since(*database, id).value(), noon + 1h);
}

TEST(Worklist, ANoteIsNotTheLastThingSaid) {
    tests::ScratchDatabase database;
    const auto id = queued(*database, {"one"});
    storage::Utterance said;
    said.conversation = id;
    said.author = storage::Author::resident;
    said.text = "在吗";
    ASSERT_TRUE(storage::add_message(*database, said));
    said.author = storage::Author::note;
    said.text = "看着像骗子";
    ASSERT_TRUE(storage::add_message(*database, said));
    EXPECT_EQ(worklist::find(*database, id).value()->last_message->text, "在吗");
}

}  // namespace
