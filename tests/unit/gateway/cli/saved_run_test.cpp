#include "gateway/cli/saved_run.h"

#include "dialogs/conversation/reader.h"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using gateway::cli::Rehearsed;
using gateway::cli::SavedRun;

constexpr dialogs::Time noon{std::chrono::milliseconds(1'795'320'000'000)};

Rehearsed played(const std::string& step) {
    Rehearsed played;
    played.session.status = dialogs::SessionStatus::active;
    dialogs::Frame frame;
    frame.flow = "main";
    frame.step = step;
    played.session.stack.push_back(frame);
    played.trace.push_back({"said", "main." + step, ""});
    return played;
}

std::vector<dialogs::conversation::Scenario> scenarios_of(const SavedRun& run) {
    std::vector<dialogs::language::Problem> problems;
    auto scenarios =
        dialogs::conversation::read_scenarios("run.test.yaml", run.test("一\"次\n"), problems);
    for (const auto& problem : problems)
        ADD_FAILURE() << describe(problem) << run.test("一");
    return scenarios;
}

TEST(SavedRun, IsReadAsATest) {
    SavedRun run("web", "13800000001", noon);
    run.add_message("你好: \"{x}\"\n# 不是注释", played("home"));
    auto acted = played("bye");
    acted.answered.push_back(
        {dialogs::Act{"verify", {}}, dialogs::Done{"verify", {{"status", "ok: yes"}}}}
    );
    acted.answered.push_back({dialogs::Act{"verify", {}}, dialogs::Failed{"verify"}});
    dialogs::Passage passage;
    passage.topic = "dibao.materials";
    passage.title = "低保：材料";
    passage.facets = {"amount"};
    acted.answered.push_back(
        {dialogs::LookUp{"要带啥", "", "", {}}, dialogs::Found{dialogs::Outcome::answer, {passage}}}
    );
    run.add_message("要带啥", acted);
    run.add_advance(90s, {}, acted.session);
    const auto scenarios = scenarios_of(run);
    ASSERT_EQ(scenarios.size(), 1u);
    const auto& scenario = scenarios.front();
    EXPECT_EQ(scenario.name, "一\"次\n");
    EXPECT_EQ(scenario.world.channel, "web");
    EXPECT_EQ(scenario.world.now, noon);
    EXPECT_EQ(scenario.world.phone, "13800000001");
    ASSERT_EQ(scenario.moments.size(), 3u);
    EXPECT_EQ(
        std::get<dialogs::conversation::User>(scenario.moments[0].happening).text,
        "你好: \"{x}\"\n# 不是注释"
    );
    EXPECT_EQ(scenario.moments[0].expected.front().value, "main.home");
    ASSERT_EQ(scenario.world.actions.at("verify").size(), 2u);
    EXPECT_EQ(scenario.world.actions.at("verify")[0].result.at("status"), "ok: yes");
    EXPECT_TRUE(scenario.world.actions.at("verify")[1].fails);
    EXPECT_EQ(scenario.world.articles.at("dibao.materials").title, "低保：材料");
    EXPECT_EQ(scenario.world.questions.front().ask, "要带啥");
    EXPECT_EQ(std::get<dialogs::conversation::Advance>(scenario.moments[2].happening).by, 90s);
}

}  // namespace
