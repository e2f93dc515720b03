#include "gateway/delivery/schedule.h"

#include <gtest/gtest.h>

namespace {

using gateway::delivery::Schedule;
using storage::SendClass;
using namespace std::chrono_literals;

const dialogs::Time noon{std::chrono::milliseconds{1'795'400'000'000}};

struct ScheduleTest : testing::Test {
    Schedule schedule;
    std::int64_t last = 0;

    void add(
        const std::string& person,
        SendClass send_class = SendClass::answer,
        dialogs::Time due = noon
    ) {
        storage::OutboxPart part;
        part.id = ++last;
        part.recipient = person;
        part.send_class = send_class;
        part.next_at = due;
        schedule.add(std::move(part));
    }
    // The id that is sent next; 0 for none.
    std::int64_t begin(dialogs::Time now = noon, SendClass up_to = SendClass::bulk) {
        const auto* part = schedule.begin(now, up_to);
        return part ? part->id : 0;
    }
    std::int64_t send(dialogs::Time now = noon) {
        const auto* part = schedule.begin(now);
        if (!part) return 0;
        const auto id = part->id;
        schedule.settle(std::string(part->recipient));
        return id;
    }
};

TEST_F(ScheduleTest, SendsOnePersonOnePartAtATimeAndInOrder) {
    add("甲");
    add("甲");
    add("乙");
    EXPECT_EQ(begin(), 1);
    EXPECT_EQ(begin(), 3);
    EXPECT_EQ(begin(), 0);
    schedule.settle("甲");
    EXPECT_EQ(begin(), 2);
}

TEST_F(ScheduleTest, KeepsALaterPartBehindOneThatIsTriedAgain) {
    add("甲");
    add("甲");
    ASSERT_EQ(begin(), 1);
    schedule.postpone("甲", noon + 10s, 1);
    EXPECT_EQ(begin(noon + 9s), 0);
    EXPECT_EQ(schedule.next_due(), noon + 10s);
    const auto* part = schedule.begin(noon + 10s);
    ASSERT_TRUE(part);
    EXPECT_EQ(part->id, 1);
    EXPECT_EQ(part->attempts, 1);
    schedule.settle("甲");
    EXPECT_EQ(begin(noon + 10s), 2);
}

TEST_F(ScheduleTest, LetsPeopleTakeTurns) {
    for (int i = 0; i < 3; ++i)
        add("甲");
    add("乙");
    std::vector<std::int64_t> order;
    while (const auto id = send())
        order.push_back(id);
    EXPECT_EQ(order, (std::vector<std::int64_t>{1, 4, 2, 3}));
    EXPECT_EQ(schedule.held(), 0U);
}

TEST_F(ScheduleTest, SendsAnAnswerBeforeAMailingThatWaitsLonger) {
    for (int i = 0; i < 100; ++i)
        add("村民" + std::to_string(i), SendClass::bulk);
    add("甲", SendClass::notice);
    add("乙");
    EXPECT_EQ(send(), 102);
    EXPECT_EQ(send(), 101);
    EXPECT_EQ(send(), 1);
}

TEST_F(ScheduleTest, LetsNoClassWaitForEver) {
    for (int i = 0; i < 120; ++i) {
        add("问" + std::to_string(i));
        add("知" + std::to_string(i), SendClass::notice);
        add("群" + std::to_string(i), SendClass::bulk);
    }
    std::array<int, 3> sent{};
    for (int i = 0; i < 120; ++i) {
        const auto* part = schedule.begin(noon);
        ASSERT_TRUE(part);
        ++sent[static_cast<std::size_t>(part->send_class)];
        schedule.settle(std::string(part->recipient));
    }
    EXPECT_EQ(sent, (std::array{80, 30, 10}));
}

TEST_F(ScheduleTest, LetsAPersonsAnswerOvertakeHisNotice) {
    add("甲", SendClass::notice);
    add("甲");
    EXPECT_EQ(begin(), 2);
    EXPECT_EQ(begin(), 0);
    schedule.settle("甲");
    EXPECT_EQ(begin(), 1);
}

TEST_F(ScheduleTest, KeepsBackTheClassesThatMayNotBeSent) {
    add("甲", SendClass::notice);
    EXPECT_EQ(begin(noon, SendClass::answer), 0);
    EXPECT_FALSE(schedule.next_due(SendClass::answer));
    EXPECT_EQ(schedule.next_due(), noon);
    add("乙", SendClass::answer);
    EXPECT_EQ(begin(noon, SendClass::answer), 2);
    EXPECT_EQ(schedule.held(SendClass::notice), 1U);
}

// Whatever comes and goes: nobody is sent two parts at a time, and each person's parts of a class
// leave in the order they came.
TEST_F(ScheduleTest, KeepsItsPromisesInARandomCrowd) {
    std::uint32_t seed = 7;
    const auto draw = [&](std::uint32_t below) {
        seed = seed * 1664525U + 1013904223U;
        return (seed >> 8) % below;
    };
    std::map<std::string, std::array<std::int64_t, 3>> latest;
    std::map<std::string, const Schedule::Part*> served;
    auto now = noon;
    std::size_t settled = 0;
    constexpr std::size_t all = 3000;
    while (settled < all) {
        now += std::chrono::milliseconds(draw(50));
        if (last < static_cast<std::int64_t>(all))
            add("人" + std::to_string(draw(20)), static_cast<SendClass>(draw(3)), now);
        if (served.size() < 4) {
            if (const auto* part = schedule.begin(now)) {
                ASSERT_TRUE(served.emplace(part->recipient, part).second);
                auto& before = latest[part->recipient][static_cast<std::size_t>(part->send_class)];
                ASSERT_GE(part->id, before);
                before = part->id;
            }
        }
        if (!served.empty() && draw(2) == 0) {
            const auto name = served.begin()->first;
            served.erase(served.begin());
            if (draw(4) == 0) {
                schedule.postpone(name, now + std::chrono::milliseconds(draw(500)), 1);
            } else {
                schedule.settle(name);
                ++settled;
            }
        }
    }
    EXPECT_EQ(schedule.held(), 0U);
    EXPECT_FALSE(schedule.next_due());
}

}  // namespace
