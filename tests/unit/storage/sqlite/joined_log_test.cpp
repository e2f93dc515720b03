#include "storage/sqlite/joined_log.h"

#include "tests/support/scratch.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <fstream>

namespace {

using storage::Connection;

// Calls of write() and its like that this process has made: "syscw: 1234" in proc(5)'s io.
std::int64_t writes_so_far() {
    std::ifstream io("/proc/self/io");
    std::string name;
    std::int64_t count = 0;
    while (io >> name >> count)
        if (name == "syscw:") return count;
    return -1;
}

void add_rows(Connection& connection, int from, int count) {
    const std::string text(3000, 'x');  // nearly a page each
    ASSERT_TRUE(connection.run("BEGIN IMMEDIATE"));
    for (int i = from; i < from + count; ++i) {
        ASSERT_TRUE(connection.run("INSERT INTO sheets(n, text) VALUES (?, ?)", i, text));
    }
}

constexpr const char* table = "CREATE TABLE sheets(n INTEGER, text TEXT)";
constexpr const char* rows = "SELECT COUNT(*) FROM sheets";

TEST(JoinedLog, WritesACommitInFewPieces) {
    tests::ScratchDatabase database;
    ASSERT_TRUE(database->script(table));
    add_rows(*database, 0, 25);
    const auto before = writes_so_far();
    ASSERT_TRUE(database->run("COMMIT"));
    EXPECT_LT(writes_so_far() - before, 10);
    EXPECT_EQ(database.count(rows), 25);
}

TEST(JoinedLog, ShowsACommitToOthersAndNothingBefore) {
    tests::ScratchDatabase database;
    ASSERT_TRUE(database->script(table));
    for (int i = 0; i < 20; ++i) {
        add_rows(*database, i * 10, 10);
        EXPECT_EQ(database.count(rows), i * 10);
        ASSERT_TRUE(database->run("COMMIT"));
        EXPECT_EQ(database.count(rows), i * 10 + 10);
    }
}

// More than the cache holds, so that pages go to the log and are read back before the commit.
TEST(JoinedLog, ReadsBackWhatWentToTheLogBeforeTheCommit) {
    tests::ScratchDatabase database;
    ASSERT_TRUE(database->script(table));
    ASSERT_TRUE(database->script("PRAGMA cache_size = 10"));
    add_rows(*database, 0, 3000);
    auto counted =
        database->one("SELECT SUM(LENGTH(text)) FROM sheets", [](const storage::Row& row) {
            return row.integer(0);
        });
    EXPECT_EQ(counted->value(), 9'000'000);
    ASSERT_TRUE(database->run("COMMIT"));
    EXPECT_EQ(database.count(rows), 3000);
    auto sound = database.read()->one("PRAGMA integrity_check", [](const storage::Row& row) {
        return row.text(0);
    });
    EXPECT_EQ(sound->value(), "ok");
}

// A disk on which nothing fits any more: RLIMIT_FSIZE makes every write beyond it fail.
TEST(JoinedLog, FailsACommitThatDoesNotFitAndKeepsNothingOfIt) {
    tests::ScratchDatabase database;
    ASSERT_TRUE(database->script(table));
    add_rows(*database, 0, 1);
    ASSERT_TRUE(database->run("COMMIT"));
    add_rows(*database, 1, 500);
    rlimit was{};
    ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &was), 0);
    auto* const handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit full{256 * 1024, was.rlim_max};
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &full), 0);
    EXPECT_FALSE(database->run("COMMIT"));
    (void)database->run("ROLLBACK");
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &was), 0);
    std::signal(SIGXFSZ, handler);
    EXPECT_EQ(database.count(rows), 1);
    add_rows(*database, 1, 2);
    ASSERT_TRUE(database->run("COMMIT"));
    EXPECT_EQ(database.count(rows), 3);
}

}  // namespace
