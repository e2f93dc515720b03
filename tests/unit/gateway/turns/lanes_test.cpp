#include "gateway/turns/lanes.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gtest/gtest.h>

#include <algorithm>

namespace {

namespace asio = boost::asio;
using gateway::turns::Lanes;

const dialogs::Address anna{"sms", "+8613800000001"};
const dialogs::Address bao{"sms", "+8613800000002"};

// Enters, writes down that it did, lets everybody else run, and leaves.
asio::awaitable<void> pass(
    asio::io_context& loop,
    Lanes& lanes,
    dialogs::Address who,
    std::string name,
    std::vector<std::string>& log
) {
    auto entered = co_await lanes.enter(who);
    if (!entered) {
        log.push_back(name + " refused");
        co_return;
    }
    log.push_back(name + " in");
    co_await asio::post(loop, asio::use_awaitable);
    co_await asio::post(loop, asio::use_awaitable);
    log.push_back(name + " out");
}

TEST(Lanes, TakeOnePersonsMessagesOneAtATimeAndInOrder) {
    asio::io_context loop;
    Lanes lanes(loop);
    std::vector<std::string> log;
    for (const auto* name : {"1", "2", "3"})
        asio::co_spawn(loop, pass(loop, lanes, anna, name, log), asio::detached);
    loop.run();
    EXPECT_EQ(log, (std::vector<std::string>{"1 in", "1 out", "2 in", "2 out", "3 in", "3 out"}));
    EXPECT_EQ(lanes.busy(), 0U);
}

TEST(Lanes, LetDifferentPeopleThroughTogether) {
    asio::io_context loop;
    Lanes lanes(loop);
    std::vector<std::string> log;
    asio::co_spawn(loop, pass(loop, lanes, anna, "anna", log), asio::detached);
    asio::co_spawn(loop, pass(loop, lanes, bao, "bao", log), asio::detached);
    loop.run();
    EXPECT_EQ(log, (std::vector<std::string>{"anna in", "bao in", "anna out", "bao out"}));
}

TEST(Lanes, RefuseMoreThanMayWait) {
    asio::io_context loop;
    Lanes lanes(loop);
    std::vector<std::string> log;
    for (std::size_t i = 0; i < Lanes::max_waiting + 2; ++i) {
        asio::co_spawn(loop, pass(loop, lanes, anna, std::to_string(i), log), asio::detached);
    }
    loop.run();
    EXPECT_EQ(std::ranges::count(log, std::to_string(Lanes::max_waiting + 1) + " refused"), 1);
    EXPECT_EQ(log.size(), 2 * (Lanes::max_waiting + 1) + 1);
}

}  // namespace
