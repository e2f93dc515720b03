#include "storage/migrate.h"

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

}  // namespace
