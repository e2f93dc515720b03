#include "gateway/store/store.h"

#include "tests/support/scratch.h"

#include <boost/asio/co_spawn.hpp>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <optional>

namespace {

using namespace std::chrono_literals;
using gateway::Connection;
using gateway::Fault;
using gateway::Result;
using gateway::Store;

using Job = std::function<Result<int>(Connection&)>;

// The writer's thread, held up until it is let go.
struct StoreTest : testing::Test {
    tests::ScratchFolder folder;
    boost::asio::io_context loop{1};
    std::unique_ptr<Store> store = open();
    std::promise<void> let_go;
    std::shared_future<void> gone = let_go.get_future().share();

    std::unique_ptr<Store> open() {
        auto opened = Store::open(loop, folder.path(), [](const auto&) { FAIL(); });
        return std::move(*opened);
    }
    ~StoreTest() override {
        store.reset();  // while the loop is there: it finishes what it took
    }

    Job held_up() {
        return [gone = gone](Connection&) -> Result<int> {
            gone.wait();
            return 1;
        };
    }
    void start(boost::asio::awaitable<Result<int>> asked, std::optional<Result<int>>& told) {
        boost::asio::co_spawn(loop, std::move(asked), [&](std::exception_ptr, Result<int> result) {
            told = std::move(result);
        });
    }
    void run_until_told(const std::optional<Result<int>>& told) {
        while (!told)
            loop.run_one();
    }
};

TEST_F(StoreTest, WhatIsWrittenWithinItsTimeIsTold) {
    std::optional<Result<int>> told;
    let_go.set_value();
    start(store->write_within<int>(1h, held_up()), told);
    run_until_told(told);
    EXPECT_EQ(told->value(), 1);
    loop.run();  // and the hour is not waited for
}

TEST_F(StoreTest, WhatHasNotBegunInTimeIsLeftUndone) {
    std::optional<Result<int>> before;
    start(store->write<int>(held_up()), before);
    loop.poll();

    std::atomic<int> begun = 0;
    std::optional<Result<int>> late;
    Job counted = [&begun](Connection&) -> Result<int> { return ++begun; };
    start(store->write_within<int>(1ms, counted), late);
    run_until_told(late);
    EXPECT_EQ(late->error().fault, Fault::unknown);
    EXPECT_FALSE(before);

    let_go.set_value();
    loop.run();
    EXPECT_EQ(before->value(), 1);
    EXPECT_EQ(begun, 0);
}

TEST_F(StoreTest, NobodyHearsOfWhatIsFinishedTooLate) {
    std::promise<void> begun;
    Job job = [&begun, gone = gone](Connection&) -> Result<int> {
        begun.set_value();
        gone.wait();
        return 1;
    };
    std::optional<Result<int>> told;
    int times = 0;
    boost::asio::co_spawn(
        loop,
        store->write_within<int>(20ms, job),
        [&](std::exception_ptr, Result<int> result) {
            told = std::move(result);
            ++times;
        }
    );
    loop.poll();
    begun.get_future().wait();
    run_until_told(told);
    EXPECT_EQ(told->error().fault, Fault::unknown);
    let_go.set_value();
    store.reset();
    loop.restart();
    loop.run();
    EXPECT_EQ(times, 1);
}

}  // namespace
