#include "gateway/turns/actions.h"

#include "tests/support/scratch.h"

#include <boost/asio/co_spawn.hpp>
#include <gtest/gtest.h>

#include <future>
#include <optional>

namespace {

using namespace std::chrono_literals;
using gateway::Connection;
using gateway::Result;
using gateway::Store;
using gateway::turns::Actions;
namespace config = gateway::config;

constexpr dialogs::Time now{std::chrono::seconds(1'790'000'000)};

struct ActionsTest : testing::Test {
    tests::ScratchFolder folder;
    boost::asio::io_context loop{1};
    std::unique_ptr<Store> store = *Store::open(loop, folder.path(), [](const auto&) { FAIL(); });
    gateway::registers::Keys keys = gateway::registers::Keys::from_master({});
    gateway::ops::Metrics metrics;
    Actions actions{*store, keys, metrics};
    config::Organisation county{
        "LN",
        {config::Area{"130224", "滦南县", {}, "", {}}},
        {config::Office{"130224", "县民政局", "", config::usual_hours()}},
        config::Calendar({})};
    storage::Conversation conversation;
    std::string message_key = "sms:1";

    ~ActionsTest() override { store.reset(); }

    dialogs::Input act(dialogs::Act wanted) {
        const Actions::Occasion occasion{county, conversation, message_key, now};
        std::optional<dialogs::Input> came;
        boost::asio::co_spawn(
            loop,
            actions.act(occasion, std::move(wanted)),
            [&](std::exception_ptr, dialogs::Input input) { came = std::move(input); }
        );
        while (!came)
            loop.run_one();
        return std::move(*came);
    }
};

TEST_F(ActionsTest, WhatIsNotDoneWithinItsTimeoutHasFailed) {
    std::promise<void> let_go;
    std::function<Result<int>(Connection&)> disk = [gone =
                                                        let_go.get_future().share()](Connection&) {
        gone.wait();
        return Result<int>(1);
    };
    boost::asio::co_spawn(loop, store->write<int>(disk), [](std::exception_ptr, Result<int>) {});
    loop.poll();

    for (const dialogs::Act& wanted :
         {dialogs::Act{"rate_service", {{"grade", "best"}}, 1ms},
          dialogs::Act{
              "verify_application",
              {{"application_no", "120260000011"}, {"id_last4", "123X"}},
              1ms}}) {
        const auto late = std::get<dialogs::Failed>(act(wanted));
        EXPECT_EQ(late.action, wanted.action);
        EXPECT_EQ(late.code, dialogs::too_late);
    }
    let_go.set_value();

    // And neither was done: the grade is a first one.
    const auto graded =
        std::get<dialogs::Done>(act({"rate_service", {{"grade", "good"}}, 1h})).result;
    EXPECT_EQ(graded.at("status"), "kept");
}

TEST_F(ActionsTest, AnActionNobodyHasFails) {
    EXPECT_EQ(std::get<dialogs::Failed>(act({"dance", {}, 1h})).code, "");
}

}  // namespace
