#include "storage/reader.h"

#include "tests/support/scratch.h"

#include <gtest/gtest.h>

#include <future>

namespace {

using storage::Connection;

constexpr auto count_sql = "SELECT COUNT(*) FROM sequences";

std::int64_t count(Connection& connection) {
    auto counted =
        connection.one(count_sql, [](const storage::Row& row) { return row.integer(0); });
    return counted && *counted ? **counted : -1;
}

void add(Connection& connection, const char* name) {
    ASSERT_TRUE(connection.run("INSERT INTO sequences(name, value) VALUES (?, 1)", name));
}

std::vector<std::unique_ptr<Connection>> one_connection(const tests::ScratchDatabase& database) {
    std::vector<std::unique_ptr<Connection>> connections;
    connections.push_back(database.read());
    return connections;
}

TEST(Reader, ReadsOnOneSnapshotForAllWhoWaitedTogether) {
    tests::ScratchDatabase database;
    std::promise<void> may_go_on, is_busy;
    std::promise<std::int64_t> first, second, later;
    {
        storage::Reader reader(one_connection(database));
        auto go_on = may_go_on.get_future().share();
        reader.submit([&, go_on](Connection&) {
            is_busy.set_value();
            go_on.wait();
        });
        is_busy.get_future().wait();
        // Both wait behind the job above; the first of them lets a commit happen before the second.
        reader.submit([&](Connection& connection) {
            first.set_value(count(connection));
            add(*database, "a");
        });
        reader.submit([&](Connection& connection) { second.set_value(count(connection)); });
        may_go_on.set_value();
        EXPECT_EQ(first.get_future().get(), 0);
        EXPECT_EQ(second.get_future().get(), 0);
        reader.submit([&](Connection& connection) { later.set_value(count(connection)); });
        EXPECT_EQ(later.get_future().get(), 1);
    }
}

TEST(Reader, FinishesWhatItTookBeforeItGoes) {
    tests::ScratchDatabase database;
    constexpr int asked = 3 * static_cast<int>(storage::Reader::max_batch);
    int answered = 0;
    {
        storage::Reader reader(one_connection(database));
        for (int i = 0; i < asked; ++i)
            EXPECT_TRUE(reader.submit([&](Connection&) { ++answered; }));
    }
    EXPECT_EQ(answered, asked);
}

TEST(Reader, RefusesWhatItsQueueCannotHold) {
    tests::ScratchDatabase database;
    std::promise<void> may_go_on, is_busy;
    storage::Reader reader(one_connection(database));
    auto go_on = may_go_on.get_future().share();
    reader.submit([&, go_on](Connection&) {
        is_busy.set_value();
        go_on.wait();
    });
    is_busy.get_future().wait();
    std::size_t taken = 0;
    while (taken <= storage::Reader::max_waiting && reader.submit([](Connection&) {}))
        ++taken;
    may_go_on.set_value();
    EXPECT_EQ(taken, storage::Reader::max_waiting);
}

}  // namespace
