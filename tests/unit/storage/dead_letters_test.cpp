#include "storage/dead_letters.h"

#include "storage/conversations.h"
#include "storage/messages.h"
#include "tests/support/scratch.h"

#include <gtest/gtest.h>

namespace {

using storage::Fault;
using storage::Time;
namespace dead_letters = storage::dead_letters;

const Time noon{std::chrono::milliseconds{1'795'400'000'000}};

struct DeadLettersTest : testing::Test {
    tests::ScratchDatabase database;

    std::int64_t conversation(const std::string& sender, const std::string& area) {
        storage::Conversation fresh;
        fresh.address = {"sms", sender};
        fresh.area = area;
        return storage::ensure_conversation(*database, fresh, noon)->id;
    }
    std::int64_t part(std::int64_t conversation, const std::string& state) {
        storage::Utterance said;
        said.conversation = conversation;
        said.text = "您好";
        said.at = noon;
        storage::OutboxPart part;
        part.message = storage::add_message(*database, said).value();
        part.conversation = conversation;
        part.channel = "sms";
        part.recipient = "+8613800000001";
        part.text = "您好";
        part.author = "bot";
        part.next_at = noon;
        part.id = storage::add_part(*database, part, noon).value();
        EXPECT_TRUE(storage::begin_sending(*database, part).value());
        EXPECT_TRUE(storage::finish_sending(*database, {part.id, state, "why", "", noon}));
        return part.id;
    }
    std::vector<std::int64_t> ids(const dead_letters::Query& query) {
        std::vector<std::int64_t> found;
        for (const auto& letter : dead_letters::list(*database, query).value())
            found.push_back(letter.part.id);
        return found;
    }
    static dead_letters::Query everywhere() {
        dead_letters::Query query;
        query.reach = {"130224%", true};
        return query;
    }
};

using Ids = std::vector<std::int64_t>;

TEST_F(DeadLettersTest, AreListedNewestFirstToThoseInReach) {
    const auto town = conversation("+8613800000001", "130224100");
    const auto nowhere = conversation("+8613800000002", "");
    const auto failed = part(town, "failed");
    const auto sent = part(town, "sent");
    const auto unknown = part(nowhere, "unknown");
    EXPECT_EQ(ids(everywhere()), (Ids{unknown, failed}));
    auto query = everywhere();
    query.reach = {"130224100%", false};
    EXPECT_EQ(ids(query), (Ids{failed}));
    query.reach = {};
    EXPECT_EQ(ids(query), Ids{});
    query = everywhere();
    query.state = "unknown";
    EXPECT_EQ(ids(query), (Ids{unknown}));
    query = everywhere();
    query.channel = "wechat";
    EXPECT_EQ(ids(query), Ids{});
    query = everywhere();
    query.before = unknown;
    EXPECT_EQ(ids(query), (Ids{failed}));
    EXPECT_EQ(dead_letters::count(*database).value(), 2);
    EXPECT_FALSE(dead_letters::find(*database, sent).value());
}

TEST_F(DeadLettersTest, AreSentAgainAsANewPartUnderTheEpochOfToday) {
    const auto id = conversation("+8613800000001", "130224100");
    const auto failed = part(id, "failed");
    ASSERT_TRUE(
        storage::change_control(*database, {id, 0, storage::Control::human, std::nullopt, {}}, noon)
    );
    const auto letter = dead_letters::find(*database, failed).value().value();
    const auto again = dead_letters::replay(*database, letter, noon).value();
    EXPECT_GT(again, failed);
    EXPECT_FALSE(dead_letters::find(*database, failed).value());
    EXPECT_EQ(storage::find_message(*database, letter.part.message).value()->status, "queued");
    auto parts = storage::unsent_parts(*database, {"sms", storage::SendClass::answer, failed, 9});
    ASSERT_EQ(parts->size(), 1U);
    EXPECT_EQ(parts->front().text, "您好");
    EXPECT_TRUE(storage::begin_sending(*database, parts->front()).value());
    EXPECT_EQ(dead_letters::replay(*database, letter, noon).error().fault, Fault::conflict);
}

TEST_F(DeadLettersTest, AreSettledOnce) {
    const auto id = conversation("+8613800000001", "130224100");
    const auto first = dead_letters::find(*database, part(id, "failed")).value().value();
    const auto second = dead_letters::find(*database, part(id, "unknown")).value().value();
    ASSERT_TRUE(dead_letters::settle(*database, first, "discarded"));
    ASSERT_TRUE(dead_letters::settle(*database, second, "delivered"));
    EXPECT_EQ(storage::find_message(*database, first.part.message).value()->status, "failed");
    EXPECT_EQ(storage::find_message(*database, second.part.message).value()->status, "delivered");
    EXPECT_EQ(dead_letters::settle(*database, first, "delivered").error().fault, Fault::conflict);
}

}  // namespace
