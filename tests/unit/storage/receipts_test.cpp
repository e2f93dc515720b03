#include "storage/conversations.h"
#include "storage/messages.h"
#include "storage/outbox.h"
#include "tests/support/scratch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace {

using storage::Time;

const Time noon{std::chrono::milliseconds{1'795'400'000'000}};

// What may happen to a part once it is being sent: its outcome, and what receipts say of it.
struct Event {
    bool receipt = true;
    std::string state;
    bool by_provider_id = false;
};

struct ReceiptsTest : testing::Test {
    // One transaction for all, as in a writer's batch: thousands of commits would be most of what
    // this takes.
    ReceiptsTest() { EXPECT_TRUE(database->run("BEGIN")); }

    tests::ScratchDatabase database;
    std::int64_t conversation = [this] {
        storage::Conversation fresh;
        fresh.address = {"sms", "+8613800000001"};
        return storage::ensure_conversation(*database, fresh, noon)->id;
    }();

    std::int64_t sending() {
        storage::Utterance said;
        said.conversation = conversation;
        said.text = "您好";
        said.at = noon;
        storage::OutboxPart part;
        part.message = storage::add_message(*database, said).value();
        part.conversation = conversation;
        part.channel = "sms";
        part.author = "clerk";
        part.id = storage::add_part(*database, part, noon).value();
        EXPECT_TRUE(storage::begin_sending(*database, part).value());
        return part.id;
    }
    void happen(std::int64_t part, const Event& event) {
        const auto id = "P" + std::to_string(part);
        if (!event.receipt) {
            EXPECT_TRUE(storage::finish_sending(*database, {part, event.state, "", id, noon}));
            return;
        }
        storage::ReceiptMark mark{"sms", part, id, event.state, ""};
        if (event.by_provider_id) mark.part = 0;
        EXPECT_TRUE(storage::mark_receipt(*database, mark));
    }
    std::string end_of(const std::vector<Event>& events) {
        const auto part = sending();
        for (const auto& event : events)
            happen(part, event);
        const auto state = [](const storage::Row& row) { return row.text(0); };
        return database->one("SELECT state FROM outbox WHERE id = ?", state, part)->value();
    }
};

TEST_F(ReceiptsTest, EndInTheSameStateInAnyOrderAndNumber) {
    constexpr const char* outcomes[] = {"sent", "unknown", "ready", "failed"};
    constexpr const char* told[] = {"sent", "delivered", "failed"};
    std::mt19937 random(20261129);
    for (int round = 0; round < 1000; ++round) {
        std::vector<Event> events{{false, outcomes[random() % 4]}};
        for (auto receipts = random() % 5; receipts > 0; --receipts)
            events.push_back({true, told[random() % 3]});
        const auto once = end_of(events);
        std::ranges::shuffle(events, random);
        // The same ones again, anywhere.
        const auto times = events.size();
        for (std::size_t at = 0; at < times; ++at)
            if (random() % 2 == 0 && events[at].receipt) events.push_back(events[at]);
        std::ranges::shuffle(events, random);
        std::string trace;
        for (const auto& event : events)
            trace += (event.receipt ? " told " : " became ") + event.state;
        ASSERT_EQ(end_of(events), once) << trace;
    }
}

TEST_F(ReceiptsTest, NeverMoveBackwards) {
    const auto rank = [](const std::string& state) {
        if (state == "delivered") return 3;
        if (state == "failed") return 2;
        return state == "sent" ? 1 : 0;
    };
    constexpr const char* told[] = {"sent", "delivered", "failed"};
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        std::vector<Event> events{{false, "sent"}};
        int highest = 0;
        for (int receipts = 0; receipts < 6; ++receipts) {
            const auto now = rank(end_of(events));
            ASSERT_GE(now, highest);
            highest = now;
            events.push_back({true, told[random() % 3], random() % 2 == 0});
        }
    }
}

TEST_F(ReceiptsTest, KeepAMessageFromBeingSentAgain) {
    // The provider seemed not to take it, and tells that it has it before it is tried again.
    EXPECT_EQ(end_of({{false, "ready"}, {true, "sent"}}), "sent");
    EXPECT_EQ(end_of({{true, "sent"}, {false, "ready"}}), "sent");
    EXPECT_EQ(end_of({{true, "delivered"}, {false, "unknown"}}), "delivered");
}

TEST_F(ReceiptsTest, FindAPartByTheProvidersIdThatAReceiptBrought) {
    EXPECT_EQ(end_of({{true, "sent"}, {false, "sent"}, {true, "delivered", true}}), "delivered");
    EXPECT_EQ(end_of({{false, "unknown"}, {true, "sent"}, {true, "delivered", true}}), "delivered");
}

TEST_F(ReceiptsTest, TellNothingOfAPartThatTheProviderNamesOtherwise) {
    const auto part = sending();
    happen(part, {false, "sent"});
    const auto mark = [&](const std::string& id) {
        return storage::mark_receipt(*database, {"sms", part, id, "failed", ""}).value();
    };
    EXPECT_FALSE(mark("P-of-another"));
    EXPECT_TRUE(mark("P" + std::to_string(part)));
}

TEST_F(ReceiptsTest, TellNothingOfWhatWasNeverTried) {
    storage::OutboxPart part;
    part.conversation = conversation;
    part.channel = "sms";
    part.id = storage::add_part(*database, part, noon).value();
    const auto moved = storage::mark_receipt(*database, {"sms", part.id, "", "delivered", ""});
    ASSERT_TRUE(moved);
    EXPECT_FALSE(*moved);
}

}  // namespace
