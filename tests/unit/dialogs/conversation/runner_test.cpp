#include "dialogs/conversation/coverage.h"
#include "dialogs/conversation/player.h"
#include "dialogs/conversation/reader.h"
#include "dialogs/conversation/report.h"
#include "dialogs/language/loader.h"

#include <gtest/gtest.h>

namespace dialogs::conversation {
namespace {

// The product's own scripts: the runner is only as good as it is with them.
const Script& small_script() {
    static const auto loaded = language::load_script("dialogs/scripts");
    return loaded.script.value();
}

std::vector<std::string> failures_of(
    const std::string& yaml, const Script& played = small_script()
) {
    std::vector<language::Problem> problems;
    std::vector<std::string> failures;
    for (const Scenario& scenario : read_scenarios("one.test.yaml", yaml, problems)) {
        Player player(played, scenario);
        player.play();
        for (const Failure& failure : player.failures)
            failures.push_back(describe(failure));
    }
    for (const auto& problem : problems)
        failures.push_back(describe(problem));
    return failures;
}

std::string expecting(const std::string& expectation) {
    return "dialog_test: 1\nname: 一\ngiven: {now: \"2026-11-23T09:00:00+08:00\"}\nsteps:\n"
           "  - user: 查进度\n    expect: [{" +
           expectation + "}]\n";
}

TEST(Runner, SeesWhatIsTrue) {
    constexpr const char* expectations[] = {
        "said: status.ask_no",
        "not_said: main.home",
        "said_contains: 12位",
        "not_said_contains: 你好",
        "segments: 1",
        "messages: 1",
        "waiting: status.ask_no",
        "attempts: 0",
        "slot_not_set: application_no",
        "action_not_called: verify_application",
        "no_handoff: true",
        "session: active",
        "flow_started: status",
        "not_logged: \"4711\""};
    for (const char* expectation : expectations) {
        SCOPED_TRACE(expectation);
        EXPECT_EQ(failures_of(expecting(expectation)), std::vector<std::string>{});
    }
}

TEST(Runner, FailsOnWhatIsNotTrue) {
    constexpr const char* expectations[] = {
        "said: main.home",
        "not_said: status.ask_no",
        "said_contains: 你好",
        "not_said_contains: 12位",
        "segments: 2",
        "messages: 2",
        "choices: 1 2",
        "waiting: main.home",
        "attempts: 1",
        "slot_set: {application_no: \"1\"}",
        "answered: dibao",
        "action_called: verify_application",
        "handoff: {reason: asked}",
        "session: idle",
        "flow_started: main2",
        "flow_ended: status",
        "command: menu",
        "pattern: human_handoff",
        "took: nothing",
        "corrected: town",
        "over_answered: town",
        "not_logged: status.ask_no",
        "not_logged: 查进度",
        "kept_text: x",
        "silent: true"};
    for (const char* expectation : expectations) {
        SCOPED_TRACE(expectation);
        const auto failures = failures_of(expecting(expectation));
        ASSERT_EQ(failures.size(), 1u);
        EXPECT_TRUE(failures.front().starts_with("one.test.yaml:6:")) << failures.front();
    }
}

std::string playing(const std::string& steps) {
    return "dialog_test: 1\nname: 一\ngiven: {now: \"2026-11-23T09:00:00+08:00\"}\nsteps:\n" +
           steps;
}

language::Template words(const std::string& text) {
    language::Template made;
    made.pieces = {text};
    return made;
}

TEST(Runner, FailsOnASilenceBeforeTheLastRepetition) {
    Script silent_at_first = small_script();
    silent_at_first.flows.at("status").steps.at(1).prompt.ask = {};
    EXPECT_EQ(
        failures_of(playing("  - user: 查进度\n    times: 2\n"), silent_at_first),
        std::vector<std::string>{"one.test.yaml:5:5: 一: silent"}
    );
}

TEST(Runner, FailsOnAnSmsThatCostsMoreThanItMay) {
    Script wordy = small_script();
    std::string text;
    for (int i = 0; i < 200; ++i)
        text += "长";
    wordy.flows.at("status").steps.at(1).prompt.ask.everywhere = words(text);
    EXPECT_EQ(
        failures_of(playing("  - user: 查进度\n"), wordy),
        std::vector<std::string>{"one.test.yaml:5:5: 一: status.ask_no costs 4 segments of 2"}
    );
}

TEST(Runner, FailsOnABreakdownThatNobodyExpects) {
    Script broken = small_script();
    broken.flows.at("status").steps.front().kind = language::Link{"nowhere"};
    const auto failures = failures_of(playing("  - user: 查进度\n"), broken);
    EXPECT_EQ(
        failures, std::vector<std::string>{"one.test.yaml:5:5: 一: failed at : no flow nowhere"}
    );
    EXPECT_EQ(
        failures_of(playing("  - user: 查进度\n    expect: [{pattern: internal_error}]\n"), broken),
        std::vector<std::string>{}
    );
}

TEST(Runner, FailsOnAReplyNobodyAskedForAndOnOneNotGiven) {
    EXPECT_EQ(
        failures_of("dialog_test: 1\nname: 一\ngiven:\n  actions:\n    verify_application:\n"
                    "      - {fails: true}\nsteps: [{user: 你好}]\n"),
        std::vector<std::string>{"one.test.yaml:6:9: 一: this reply was never asked for"}
    );
    EXPECT_EQ(
        failures_of(
            "dialog_test: 1\nname: 一\nsteps:\n  - user: 查进度\n  - user: \"120260000011\"\n"
            "  - user: \"1234\"\n"
        ),
        std::vector<std::string>{
            "one.test.yaml:6:5: 一: no reply is given for a call of verify_application"}
    );
}

TEST(Runner, FailsOnAnActionCalledWithSomethingElse) {
    const auto failures = failures_of(
        "dialog_test: 1\nname: 一\ngiven:\n  actions:\n    verify_application:\n"
        "      - {with: {id_last4: \"9999\"}, fails: true}\nsteps:\n  - user: 查进度\n"
        "  - user: \"120260000011\"\n  - user: \"1234\"\n"
    );
    ASSERT_EQ(failures.size(), 1u);
    EXPECT_NE(failures.front().find("another id_last4 than 9999"), std::string::npos);
}

TEST(Runner, RepeatsReloadsAndLetsClerksAct) {
    constexpr const char* conversations[] = {
        "  - user: 查进度\n  - deliver_duplicate: true\n"
        "    expect: [{said_contains: 12位}, {waiting: status.ask_no}, {attempts: 0}]\n",
        "  - user: 查进度\n  - reload: dialogs/scripts\n    expect: [{silent: true}]\n"
        "  - user: \"12\"\n    expect: [{waiting: status.ask_no}, {attempts: 1}, {took: "
        "nothing}]\n",
        "  - user: 人工\n  - user: 跳过\n    times: 2\n  - clerk: close\n"
        "    expect: [{said: pattern_human_handoff.closed}, {pattern: human_handoff}]\n",
        "  - user: 人工\n  - user: 跳过\n    times: 2\n  - clerk: return\n"
        "    expect: [{session: idle}]\n",
        "  - user: 人工\n  - user: 跳过\n    times: 2\n  - clerk: overdue\n"
        "    expect: [{session: handed_over}]\n"};
    for (const std::string steps : conversations) {
        SCOPED_TRACE(steps);
        EXPECT_EQ(
            failures_of(
                "dialog_test: 1\nname: 一\ngiven: {now: \"2026-11-23T09:00:00+08:00\"}\nsteps:\n" +
                steps
            ),
            std::vector<std::string>{}
        );
    }
}

TEST(Runner, KeepsTheOldScriptsWhenTheNewOnesAreBroken) {
    const auto failures = failures_of(
        "dialog_test: 1\nname: 一\ngiven: {now: \"2026-11-23T09:00:00+08:00\"}\nsteps:\n"
        "  - user: 查进度\n  - reload: no/such/folder\n"
        "  - user: \"12\"\n    expect: [{waiting: status.ask_no}]\n"
    );
    ASSERT_FALSE(failures.empty());
    EXPECT_TRUE(failures.front().starts_with("one.test.yaml:6:5: 一:")) << failures.front();
    EXPECT_EQ(failures.back().find("waits at"), std::string::npos) << failures.back();
}

TEST(Reader, NamesThePlaceOfEveryMistake) {
    struct Case {
        const char* yaml;
        const char* message;
    };
    constexpr Case cases[] = {
        {"name: 一\nsteps: []\n", "one.test.yaml:1:1: D000 a conversation test begins with"},
        {"dialog_test: 1\nsteps: [{users: x}]\n", "one.test.yaml:2:9: D000 a step needs"},
        {"dialog_test: 1\nsteps: [{user: x, expect: [{sayed: y}]}]\n",
         "one.test.yaml:2:29: D000 unknown expectation 'sayed'"},
        {"dialog_test: 1\ngiven: {now: today}\nsteps: []\n",
         "one.test.yaml:2:14: D000 'now' must be like"},
        {"dialog_test: 1\ngiven: {questions: [{ask: 低保, answer: dibao}]}\nsteps: []\n",
         "one.test.yaml:2:21: D000 there is no article 'dibao'"},
        {"dialog_test: 1\nsteps: [{clerk: sleep}]\n", "one.test.yaml:2:17: D000 "},
    };
    for (const auto& [yaml, message] : cases) {
        SCOPED_TRACE(yaml);
        const auto failures = failures_of(yaml);
        ASSERT_FALSE(failures.empty());
        bool found = false;
        for (const std::string& failure : failures)
            found = found || failure.starts_with(message);
        EXPECT_TRUE(found) << failures.front();
    }
}

TEST(Report, FailsWithoutAnyConversation) {
    const Report none = run_tests(small_script(), {"tests/unit/dialogs/conversation"});
    EXPECT_FALSE(none.passed());
    ASSERT_EQ(none.failures.size(), 1u);
    EXPECT_EQ(
        describe(none.failures.front()),
        "tests/unit/dialogs/conversation: holds no *.test.yaml file"
    );
    EXPECT_FALSE(run_tests(small_script(), {"no/such.test.yaml"}).passed());
}

TEST(Report, CountsStepsAndBranchesWalked) {
    const Report report = run_tests(small_script(), {"tests/conversations/status.test.yaml"});
    for (const Coverage& flow : report.coverage) {
        if (flow.flow != "status") continue;
        EXPECT_EQ(flow.steps, flow.steps_walked);
        EXPECT_GT(flow.branches_walked, 0);
        // The step before it has just proved what it requires.
        ASSERT_EQ(flow.missing.size(), 1u);
        EXPECT_EQ(flow.missing.front().what, "status.show_supplement requires");
    }
}

// Each way out of a step is a branch of its own, and is named with its place when nobody takes it.
TEST(Report, NamesTheWaysThatNobodyTakes) {
    const Report report = run_tests(small_script(), {"tests/conversations/emergency.test.yaml"});
    std::string missing;
    for (const Coverage& flow : report.coverage)
        for (const Unwalked& unwalked : flow.missing)
            missing += describe(unwalked) + '\n';
    for (const char* way :
         {"status.show",
          "status.verify branch 2",
          "status.mismatch choice retry",
          "status.verify on_error",
          "status.offer_agent affirm",
          "status.ask_no on_unknown",
          "main.home free_text",
          "main.followup timeout",
          "main.look_up on_no_match",
          "main.look_up on_redirected",
          "apply_for_elder.details validate[0]",
          "status.show_supplement requires",
          "pattern_human_handoff.ask_town on_max_attempts",
          "pattern_human_handoff.open_case on_returned",
          "pattern_clarification.offer none_of_these",
          "report_hardship.details house_town on_unknown"}) {
        EXPECT_NE(missing.find(std::string{": "} + way + '\n'), std::string::npos) << way;
    }
    EXPECT_NE(missing.find("flows/status.yaml:6"), std::string::npos) << missing;
    // 人工 is said everywhere, and whoever is not understood comes there everywhere.
    EXPECT_EQ(missing.find("choice agent"), std::string::npos);
    EXPECT_EQ(missing.find("status.ask_no on_max_attempts"), std::string::npos);
}

std::string missing_after(const Script& played, const std::string& yaml) {
    std::vector<language::Problem> problems;
    std::vector<Trace> trace;
    for (const Scenario& scenario : read_scenarios("one.test.yaml", yaml, problems)) {
        Player player(played, scenario);
        player.play();
        trace.insert(trace.end(), player.trace.begin(), player.trace.end());
    }
    std::string missing;
    for (const Coverage& flow : coverage(played, trace))
        for (const Unwalked& unwalked : flow.missing)
            missing += '\n' + unwalked.what + '\n';
    return missing;
}

TEST(Report, TellsARedirectionFromAnAnswer) {
    const std::string missing = missing_after(
        small_script(),
        "dialog_test: 1\nname: 一\ngiven:\n  now: \"2026-11-23T09:00:00+08:00\"\n"
        "  articles: {redirect.medins: {title: 医保, sms: 找医保局。, office: 县医疗保障局}}\n"
        "  questions: [{ask: 医保, answer: redirect.medins}]\nsteps: [{user: 医保怎么办}]\n"
    );
    EXPECT_EQ(missing.find("\nmain.look_up on_redirected\n"), std::string::npos);
    EXPECT_NE(missing.find("\nmain.look_up on_answered\n"), std::string::npos);
}

TEST(Report, CountsTheForksOfAChoice) {
    Script forked = small_script();
    auto& home = std::get<language::Menu>(forked.flows.at("main").steps.front().kind);
    auto& branches = home.choices.front().next.branches;
    branches.insert(branches.begin(), branches.front());
    branches.front().when =
        std::get<language::Expression>(language::compile_expression("session.failures >= 3"));
    const std::string missing = missing_after(forked, playing("  - user: 你好\n  - user: \"1\"\n"));
    EXPECT_NE(missing.find("\nmain.home choice policy branch 1\n"), std::string::npos);
    EXPECT_EQ(missing.find("\nmain.home choice policy branch 2\n"), std::string::npos);
}

}  // namespace
}  // namespace dialogs::conversation
