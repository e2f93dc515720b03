#include "storage/audit.h"

#include "storage/event_log.h"
#include "storage/kept_answers.h"
#include "tests/support/scratch.h"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using storage::Time;

constexpr Time noon{std::chrono::milliseconds(1'795'320'000'000)};

void write_rows(storage::Connection& connection, int rows) {
    ASSERT_TRUE(connection.script("BEGIN"));
    for (int i = 0; i < rows; ++i) {
        const storage::AuditEntry entry{noon, "clerk:7", "login", "clerk:7", std::to_string(i)};
        ASSERT_TRUE(storage::audit::append(connection, entry));
    }
    ASSERT_TRUE(connection.script("COMMIT"));
}

TEST(Audit, AnUntouchedChainHolds) {
    tests::ScratchDatabase database;
    EXPECT_EQ(storage::audit::verify(*database).value().rows, 0);
    write_rows(*database, 1002);  // more than one page of the reader
    const auto verdict = storage::audit::verify(*database).value();
    EXPECT_EQ(verdict.rows, 1002);
    EXPECT_FALSE(verdict.broken_at);
    EXPECT_EQ(verdict.head.size(), 64u);
}

TEST(Audit, AChangedOrMissingRowShows) {
    struct Case {
        const char* name;
        const char* tampering;
        std::int64_t broken_at;
    };
    constexpr Case table[] = {
        {"changed", "UPDATE audit SET detail = 'x' WHERE seq = 3", 3},
        {"moved in time", "UPDATE audit SET at = at + 1 WHERE seq = 2", 2},
        {"taken out", "DELETE FROM audit WHERE seq = 3", 4},
        {"put before",
         "INSERT INTO audit SELECT 0, at, actor, action, object, detail, prev_hash, hash "
         "FROM audit WHERE seq = 1",
         0},
        {"hash rewritten", "UPDATE audit SET hash = prev_hash WHERE seq = 4", 4},
        {"field moved", "UPDATE audit SET action = 'log', object = 'inclerk:7' WHERE seq = 1", 1},
    };
    for (const auto& [name, tampering, broken_at] : table) {
        SCOPED_TRACE(name);
        tests::ScratchDatabase database;
        write_rows(*database, 5);
        ASSERT_TRUE(database->run(tampering));
        EXPECT_EQ(storage::audit::verify(*database).value().broken_at, broken_at);
    }
}

TEST(Audit, AnEarlierHeadTellsOfAnEndTakenOffAndOfAChainWrittenAnew) {
    tests::ScratchDatabase database;
    write_rows(*database, 3);
    const auto head = storage::audit::verify(*database).value().head;
    write_rows(*database, 2);
    EXPECT_TRUE(storage::audit::verify(*database, head).value().knows_head);
    ASSERT_TRUE(database->run("DELETE FROM audit WHERE seq >= 3"));
    auto verdict = storage::audit::verify(*database, head).value();
    EXPECT_FALSE(verdict.broken_at);
    EXPECT_FALSE(verdict.knows_head);
    ASSERT_TRUE(database->run("DELETE FROM audit"));
    write_rows(*database, 2);
    EXPECT_FALSE(storage::audit::verify(*database, head).value().knows_head);
    EXPECT_TRUE(storage::audit::verify(*database).value().knows_head);
}

TEST(Audit, TheHeadCoversEverythingBefore) {
    const auto head_after = [](const char* first) {
        tests::ScratchDatabase database;
        for (const char* detail : {first, "the same"}) {
            const storage::AuditEntry entry{noon, "clerk:7", "login", "clerk:7", detail};
            EXPECT_TRUE(storage::audit::append(*database, entry));
        }
        return storage::audit::verify(*database).value().head;
    };
    EXPECT_EQ(head_after("one"), head_after("one"));
    EXPECT_NE(head_after("one"), head_after("another"));
}

TEST(EventLog, NumbersGoOnAfterPruning) {
    tests::ScratchDatabase database;
    storage::DeskEvent event;
    event.type = "conv.updated";
    event.at = noon;
    EXPECT_EQ(storage::event_log::append(*database, event).value(), 1);
    event.at = noon + 1h;
    EXPECT_EQ(storage::event_log::append(*database, event).value(), 2);
    EXPECT_EQ(storage::event_log::prune(*database, noon + 1min).value(), 1);
    auto span = storage::event_log::span(*database).value();
    EXPECT_EQ(span.first, 2);
    EXPECT_EQ(span.last, 2);
    EXPECT_EQ(storage::event_log::prune(*database, noon + 2h).value(), 1);
    span = storage::event_log::span(*database).value();
    EXPECT_EQ(span.first, 3);
    EXPECT_EQ(span.last, 2);
    EXPECT_EQ(storage::event_log::append(*database, event).value(), 3);
    EXPECT_EQ(storage::event_log::after(*database, 2, 10).value().size(), 1u);
}

TEST(KeptAnswers, BelongToOneClerkAndAreForgotten) {
    tests::ScratchDatabase database;
    ASSERT_TRUE(storage::kept_answers::keep(*database, {7, "key", "print", 201, "{}", noon}));
    EXPECT_EQ(storage::kept_answers::find(*database, 7, "key").value()->status, 201);
    EXPECT_FALSE(storage::kept_answers::find(*database, 8, "key").value());
    EXPECT_EQ(storage::kept_answers::prune(*database, noon + 1ms).value(), 1);
    EXPECT_FALSE(storage::kept_answers::find(*database, 7, "key").value());
}

}  // namespace
