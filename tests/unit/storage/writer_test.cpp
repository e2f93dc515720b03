#include "storage/writer.h"

#include "tests/support/scratch.h"

#include <gtest/gtest.h>

#include <future>

namespace {

using storage::Connection;
using storage::Error;
using storage::Fault;
using storage::Result;

// Runs answers where they arrive: on the writer's thread.
void at_once(std::vector<std::function<void()>> answers, const storage::Writer::Commit&) {
    for (const auto& answer : answers)
        answer();
}

void never(const Error& error) { FAIL() << error.detail; }

Result<void> add(Connection& connection, const std::string& name) {
    auto added = connection.run("INSERT INTO sequences(name, value) VALUES (?, 1)", name);
    if (!added) return added.error();
    return {};
}

Result<void> wait_for(storage::Writer& writer, storage::Writer::Job job) {
    std::promise<Result<void>> promise;
    auto done = promise.get_future();
    EXPECT_TRUE(writer.submit(std::move(job), [&](Result<void> result) {
        promise.set_value(std::move(result));
    }));
    return done.get();
}

TEST(Writer, AnswersOnlyAfterTheCommit) {
    tests::ScratchDatabase database;
    std::int64_t seen = 0;
    {
        storage::Writer writer(database.release(), at_once, never);
        std::promise<void> answered;
        writer.submit(
            [](Connection& connection) { return add(connection, "a"); },
            [&](Result<void> result) {
                ASSERT_TRUE(result);
                seen = database.count("SELECT COUNT(*) FROM sequences");  // another connection
                answered.set_value();
            }
        );
        answered.get_future().wait();
    }
    EXPECT_EQ(seen, 1);
}

TEST(Writer, UndoesAFailedJobAndKeepsItsNeighbours) {
    tests::ScratchDatabase database;
    storage::Writer writer(database.release(), at_once, never);
    // The first job holds the writer back until the others are queued: one batch takes all three.
    std::promise<void> queued;
    auto go = queued.get_future().share();
    std::promise<void> last;
    std::vector<bool> results;
    const auto note = [&](Result<void> result) { results.push_back(result.has_value()); };
    writer.submit(
        [go](Connection&) {
            go.wait();
            return Result<void>{};
        },
        note
    );
    writer.submit([](Connection& connection) { return add(connection, "good"); }, note);
    writer.submit(
        [](Connection& connection) -> Result<void> {
            if (auto done = add(connection, "half"); !done) return done;
            return Error{Fault::conflict, "changed its mind"};
        },
        note
    );
    writer.submit(
        [](Connection& connection) { return add(connection, "also good"); },
        [&](Result<void> result) {
            note(result);
            last.set_value();
        }
    );
    queued.set_value();
    last.get_future().wait();
    EXPECT_EQ(results, (std::vector<bool>{true, true, false, true}));
    EXPECT_EQ(database.count("SELECT COUNT(*) FROM sequences WHERE name = 'half'"), 0);
    EXPECT_EQ(database.count("SELECT COUNT(*) FROM sequences"), 2);
}

TEST(Writer, TellsABrokenConstraintAsAConflict) {
    tests::ScratchDatabase database;
    storage::Writer writer(database.release(), at_once, never);
    EXPECT_TRUE(wait_for(writer, [](Connection& connection) { return add(connection, "a"); }));
    auto again = wait_for(writer, [](Connection& connection) { return add(connection, "a"); });
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().fault, Fault::conflict);
}

TEST(Writer, RefusesWhatItsQueueCannotHold) {
    tests::ScratchDatabase database;
    std::promise<void> release;
    std::promise<void> started;
    {
        storage::Writer writer(database.release(), at_once, never);
        auto go = release.get_future().share();
        writer.submit(
            [go, &started](Connection&) {
                started.set_value();
                go.wait();
                return Result<void>{};
            },
            [](auto) {}
        );
        started.get_future().wait();
        std::size_t taken = 0;
        while (writer.submit([](Connection&) { return Result<void>{}; }, [](auto) {}))
            ++taken;
        EXPECT_EQ(taken, storage::Writer::max_waiting);
        release.set_value();
    }
}

TEST(Writer, FinishesWhatItTookBeforeItGoes) {
    tests::ScratchDatabase database;
    int answered = 0;
    {
        storage::Writer writer(database.release(), at_once, never);
        for (int i = 0; i < 100; ++i) {
            const auto name = std::to_string(i);
            writer.submit(
                [name](Connection& connection) { return add(connection, name); },
                [&](Result<void> result) { answered += result ? 1 : 0; }
            );
        }
    }
    EXPECT_EQ(answered, 100);
    EXPECT_EQ(database.count("SELECT COUNT(*) FROM sequences"), 100);
}

// A connection whose COMMIT answers as it is told.
class Shaky final : public Connection {
public:
    explicit Shaky(Fault on_commit) : on_commit_(on_commit) {}
    Result<std::int64_t>
    execute(std::string_view sql, std::span<const storage::Value>, const std::function<void(const storage::Row&)>&)
        override {
        if (sql == "COMMIT") return Error{on_commit_, "the disk is gone"};
        return std::int64_t{1};
    }
    Result<std::int64_t> insert_row(std::string_view, std::span<const storage::Value>) override {
        return std::int64_t{1};
    }
    Result<void> script(std::string_view) override { return {}; }

private:
    Fault on_commit_;
};

TEST(Writer, CallsALostCommitUnknownAndNeverWritesAgain) {
    std::promise<Error> broken;
    storage::Writer writer(std::make_unique<Shaky>(Fault::unknown), at_once, [&](Error error) {
        broken.set_value(std::move(error));
    });
    auto first = wait_for(writer, [](Connection&) { return Result<void>{}; });
    ASSERT_FALSE(first);
    EXPECT_EQ(first.error().fault, Fault::unknown);
    EXPECT_EQ(broken.get_future().get().fault, Fault::unknown);
    auto second = wait_for(writer, [](Connection&) { return Result<void>{}; });
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().fault, Fault::unavailable);
}

TEST(Writer, GoesOnAfterAFullDisk) {
    storage::Writer writer(std::make_unique<Shaky>(Fault::unavailable), at_once, never);
    for (int i = 0; i < 2; ++i) {
        auto refused = wait_for(writer, [](Connection&) { return Result<void>{}; });
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().fault, Fault::unavailable);
    }
}

// Of a transaction with only this job in it.
storage::Writer::Commit ended(std::unique_ptr<Connection> connection, storage::Writer::Job job) {
    std::promise<storage::Writer::Commit> promise;
    const auto keep = [&](const auto&, storage::Writer::Commit commit) {
        promise.set_value(std::move(commit));
    };
    storage::Writer writer(std::move(connection), keep, never);
    EXPECT_TRUE(writer.submit(std::move(job), [](auto) {}));
    return promise.get_future().get();
}

TEST(Writer, TellsHowATransactionEnded) {
    tests::ScratchDatabase good;
    const auto added = ended(good.release(), [](auto& connection) { return add(connection, "a"); });
    EXPECT_TRUE(added.outcome);
    EXPECT_GT(added.took.count(), 0);

    const auto full = ended(std::make_unique<Shaky>(Fault::unavailable), [](Connection&) {
        return Result<void>{};
    });
    ASSERT_FALSE(full.outcome);
    EXPECT_EQ(full.outcome.error().detail, "the disk is gone");

    tests::ScratchDatabase other;
    const auto refused = ended(other.release(), [](Connection&) -> Result<void> {
        return Error{Fault::conflict, "this job's alone"};
    });
    EXPECT_TRUE(refused.outcome);
}

}  // namespace
