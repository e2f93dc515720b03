#include "storage/migrate.h"

#include "storage/timers.h"
#include "tests/support/scratch.h"

#include <gtest/gtest.h>

namespace {

using storage::Migration;

TEST(Migrations, ApplyOnceAndAgainChangeNothing) {
    tests::ScratchDatabase database;
    EXPECT_TRUE(storage::migrate(*database, storage::migrations(), storage::sqlite_id_type));
    EXPECT_EQ(
        database.count("SELECT COUNT(*) FROM migrations"),
        static_cast<std::int64_t>(storage::migrations().size())
    );
}

TEST(Migrations, LeaveNothingOfAStepThatFails) {
    tests::ScratchDatabase database;
    auto steps = storage::migrations();
    steps.push_back({"9000_broken", "CREATE TABLE half (id {id}); CREATE TABLE oops (;"});
    auto failed = storage::migrate(*database, steps, storage::sqlite_id_type);
    ASSERT_FALSE(failed);
    EXPECT_NE(failed.error().detail.find("9000_broken"), std::string::npos);
    EXPECT_EQ(database.count("SELECT COUNT(*) FROM sqlite_master WHERE name = 'half'"), 0);
}

TEST(Migrations, RefuseAStepWhoseTextHasChanged) {
    tests::ScratchDatabase database;
    auto steps = storage::migrations();
    steps.front().sql += "\n-- edited after it was applied";
    EXPECT_FALSE(storage::migrate(*database, steps, storage::sqlite_id_type));
}

TEST(Migrations, RefuseADatabaseNewerThanTheProgram) {
    tests::ScratchDatabase database;
    auto steps = storage::migrations();
    steps.pop_back();
    EXPECT_FALSE(storage::migrate(*database, steps, storage::sqlite_id_type));
}

TEST(Migrations, MoveTheWakeUpsOfAnEarlierDatabaseToTheirSessions) {
    const tests::ScratchFolder folder;
    auto opened = storage::open_sqlite(folder.path() / "yimen.db", storage::Access::write);
    auto& database = **opened;
    const auto all = storage::migrations();
    const std::vector<Migration> earlier(all.begin(), all.begin() + 2);
    ASSERT_TRUE(storage::migrate(database, earlier, storage::sqlite_id_type));
    ASSERT_TRUE(database.script(R"(
        INSERT INTO contacts(id, channel, sender, first_seen) VALUES (1, 'sms', 'anna', 0), (2, 'sms', 'bao', 0);
        INSERT INTO conversations(id, contact_id, updated_at) VALUES (1, 1, 0), (2, 2, 0);
        INSERT INTO sessions(conversation_id, version, state) VALUES (1, 3, '{}'), (2, 1, '{}');
        INSERT INTO timers(conversation_id, version, kind, fire_at) VALUES (1, 3, 'expire', 500);
    )"));
    ASSERT_TRUE(storage::migrate(database, all, storage::sqlite_id_type));
    const auto due = storage::due_timers(database, storage::Time(std::chrono::hours(1)), 10);
    ASSERT_EQ(due->size(), 1U);
    EXPECT_EQ(due->front().conversation, 1);
    EXPECT_EQ(due->front().version, 3);
    EXPECT_EQ(due->front().kind, "expire");
}

}  // namespace
