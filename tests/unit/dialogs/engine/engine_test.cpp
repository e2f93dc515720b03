#include "dialogs/engine/engine.h"

#include "tests/unit/dialogs/engine/talk.h"

#include <algorithm>

namespace dialogs {
namespace {

constexpr const char* weighing = R"(
  main:
    slots: {thing: {type: text, max_chars: 20, label: 东西}}
    steps:
      - {id: what, collect: thing, ask: 称什么？, ask_before_filling: true, next: tell}
      - {id: tell, say: 这就称。, next: weigh}
      - id: weigh
        action: weigh
        with: {what: slots.thing}
        on_error: broken
        next: [{if: 'result.weigh.verdict = "heavy"', then: heavy}, {else: light}]
      - {id: heavy, say: "太重：{result.weigh.grams}克。", next: END}
      - {id: light, say: 很轻。, next: END}
      - {id: broken, say: 秤坏了。, next: END}
)";

TEST(Engine, SameInputGivesTheSameStep) {
    Talk one{script_of(weighing)};
    Talk other{script_of(weighing)};
    EXPECT_EQ(one.hear("你好").effects, other.hear("你好").effects);
    EXPECT_EQ(one.session, other.session);
}

TEST(Engine, KeepsRepliesBackUntilTheHostHasAnswered) {
    Talk talk{script_of(weighing)};
    talk.hear("你好");
    talk.hear("石头");
    ASSERT_NE(talk.asked<Act>(), nullptr);
    EXPECT_EQ(talk.asked<Act>()->with.at("what"), "石头");
    EXPECT_EQ(talk.said(), "");
    talk.put(Done{"weigh", {{"verdict", "heavy"}, {"grams", "900"}}});
    EXPECT_EQ(talk.said(), "这就称。\n太重：900克。|");
    EXPECT_EQ(talk.session.status, SessionStatus::idle);
}

using Fields = std::map<std::string, std::string>;

Talk weighed(const std::string& action, const Fields& result) {
    Talk talk{script_of(weighing)};
    talk.hear("你好");
    talk.hear("石头");
    talk.put(Done{action, result});
    return talk;
}

TEST(Engine, TakesAResultOutsideTheContractForAFailure) {
    EXPECT_EQ(weighed("measure", {{"verdict", "light"}}).said(), "这就称。\n秤坏了。|");
    struct Case {
        Fields result;
        const char* why;
    };
    const Case cases[] = {
        {{{"verdict", "enormous"}}, "'verdict' is none of its values"},
        {{{"verdict", "light"}, {"colour", "red"}}, "'colour' is not in it"},
        {{{"verdict", "light"}, {"grams", "900克"}}, "'grams' is no number"},
        {{{"verdict", "light"}, {"grams", "9.5"}}, "'grams' is no number"},
        {{{"verdict", "light"}, {"steady", "yes"}}, "'steady' is not true or false"},
        {{{"verdict", "light"}, {"on", "昨天"}}, "'on' is no date"},
        {{{"verdict", "light"}, {"on", "2026-02-30"}}, "'on' is no date"},
        {{{"verdict", ""}, {"grams", ""}}, "it has nothing of it"},
        {{}, "it has nothing of it"},
    };
    for (const auto& [result, why] : cases) {
        SCOPED_TRACE(why);
        const Talk talk = weighed("weigh", result);
        EXPECT_EQ(talk.said(), "这就称。\n秤坏了。|");
        const std::string told = std::string("result outside the contract of weigh: ") + why;
        const auto& trace = talk.last.trace;
        EXPECT_TRUE(std::any_of(trace.begin(), trace.end(), [&](const Trace& entry) {
            return entry.kind == "error" && entry.detail == told;
        }));
    }
}

TEST(Engine, TakesAFieldThatIsAbsentOrEmptyForNull) {
    const Fields results[] = {
        {{"verdict", "light"}},
        {{"verdict", "light"}, {"grams", ""}, {"steady", ""}, {"on", ""}},
        {{"grams", "-3"}, {"verdict", ""}},
        {{"steady", "false"}},
        {{"on", "2026-11-23"}},
        {{"on", "2026-11"}},
        {{"on", "2026"}},
    };
    for (const Fields& result : results)
        EXPECT_EQ(weighed("weigh", result).said(), "这就称。\n很轻。|");
}

TEST(Engine, IgnoresAnswersToNothing) {
    Talk talk{script_of(weighing)};
    talk.hear("你好");
    const Session before = talk.session;
    const Input answers[] = {
        Found{},
        Done{"weigh", {}},
        Failed{"weigh"},
        HandedOver{"A1", false, true, {}},
        TimedOut{"timeout"},
        Returned{}};
    for (const Input& answer : answers) {
        EXPECT_TRUE(talk.put(answer).effects.empty());
        EXPECT_EQ(talk.session, before);
    }
}

TEST(Engine, AnswersAMessageEvenWhenTheHostNeverDid) {
    Talk talk{script_of(weighing)};
    talk.hear("你好");
    talk.hear("石头");
    talk.hear("人呢");
    EXPECT_EQ(talk.said(), "称什么？|");
    EXPECT_FALSE(talk.session.pending);
}

TEST(Engine, RemindsOfTheSessionsEndOnlyWhileItWaits) {
    Talk talk{script_of(weighing)};
    talk.hear("你好");
    ASSERT_NE(talk.asked<Remind>(), nullptr);
    EXPECT_EQ(talk.asked<Remind>()->kind, "expire");
    EXPECT_EQ(talk.asked<Remind>()->after, std::chrono::hours{24});
    talk.hear("石头");
    talk.put(Done{"weigh", {{"verdict", "light"}}});
    EXPECT_EQ(talk.asked<Remind>(), nullptr);
}

TEST(Engine, SendsEachReplyAloneWhereTheChannelTakesSeveral) {
    Talk talk{script_of(weighing)};
    talk.context.channel = "web";
    talk.hear("你好");
    talk.hear("石头");
    talk.put(Done{"weigh", {{"verdict", "light"}}});
    EXPECT_EQ(talk.said(), "这就称。|很轻。|");
}

TEST(Engine, KeepsNothingOfTheTurnInTheSession) {
    Talk talk{script_of(weighing)};
    talk.hear("你好");
    EXPECT_EQ(talk.session.input, "");
    EXPECT_EQ(talk.session.steps, 0);
    EXPECT_TRUE(talk.session.unsent.empty());
}

TEST(Engine, StartsAgainWhenTheScriptNoLongerHasTheStep) {
    Talk talk{script_of(weighing)};
    talk.hear("你好");
    auto& steps = talk.script.flows.at("main").steps;
    steps.front().id = "which";
    talk.hear("石头");
    EXPECT_EQ(talk.said(), "服务更新了。\n称什么？|");
    EXPECT_EQ(talk.waits_at(), "main.which");
}

TEST(Engine, CallsAPersonWhenTheScriptChangedUnderTheHostsAnswer) {
    Talk talk{script_of(weighing)};
    talk.hear("你好");
    talk.hear("石头");
    talk.script.flows.at("main").steps.at(2).id = "scales";
    talk.put(Done{"weigh", {{"verdict", "light"}}});
    ASSERT_NE(talk.asked<HandOver>(), nullptr);
    EXPECT_EQ(talk.asked<HandOver>()->reason, "failure");
    EXPECT_EQ(talk.said(), "这就称。\n出错了。|");
}

TEST(Engine, EndsALoopWithAPerson) {
    const Talk loops[] = {
        {script_of(R"(
  main:
    steps:
      - {id: one, say: 一, next: two}
      - {id: two, say: 二, next: one}
)")},
        {script_of(R"(
  main:
    steps: [{id: one, call: main, next: END}]
)")}};
    for (Talk talk : loops) {
        talk.hear("你好");
        ASSERT_NE(talk.asked<HandOver>(), nullptr);
        EXPECT_EQ(talk.asked<HandOver>()->priority, Priority::high);
        EXPECT_NE(talk.said().find("出错了。"), std::string::npos);
        talk.put(HandedOver{"A1", false, true, {}});
        EXPECT_EQ(talk.session.status, SessionStatus::handed_over);
    }
}

TEST(Engine, CallsAPersonEvenWhenTheRepairFlowIsBrokenToo) {
    Talk talk{script_of(R"(
  main:
    steps: [{id: one, call: main, next: END}]
)")};
    talk.script.flows.erase("pattern_internal_error");
    talk.hear("你好");
    ASSERT_NE(talk.asked<HandOver>(), nullptr);
    EXPECT_EQ(talk.asked<HandOver>()->queue, "desk");
    talk.put(HandedOver{"A1", false, true, {}});
    EXPECT_EQ(talk.session.status, SessionStatus::handed_over);
}

TEST(Engine, ShowsTheEntryFlowRatherThanSayNothing) {
    Talk talk{script_of(R"(
  main:
    steps: [{id: home, menu: 您好, choices: [{id: go, key: "1", label: 走, next: gone}, {command: agent, key: "0", label: 人工}]}, {id: gone, next: END}]
)")};
    talk.hear("你好");
    talk.hear("1");
    EXPECT_EQ(talk.said(), "您好\n1走\n0人工|");
    EXPECT_EQ(talk.waits_at(), "main.home");
}

TEST(Engine, IsSilentInAPersonsHands) {
    Talk talk{script_of(weighing)};
    talk.hear("人工");
    talk.put(HandedOver{"A1", false, true, {}});
    EXPECT_EQ(talk.said(), "号码A1|");
    const Session before = talk.session;
    talk.hear("喂");
    EXPECT_TRUE(talk.last.effects.empty());
    EXPECT_EQ(talk.session, before);
    talk.put(Returned{});
    EXPECT_EQ(talk.session.status, SessionStatus::idle);
}

TEST(Engine, SaysADangersTextBeforeItCallsAPerson) {
    Talk talk{script_of(weighing)};
    Heard heard;
    heard.message.text = "着火了";
    heard.alarm = Alarm{"fire", "请打119！"};
    talk.put(heard);
    EXPECT_EQ(talk.said(), "请打119！|");
    ASSERT_NE(talk.asked<HandOver>(), nullptr);
    EXPECT_EQ(talk.asked<HandOver>()->priority, Priority::urgent);
    EXPECT_EQ(talk.asked<HandOver>()->reason, "emergency:fire");
}

TEST(Engine, TakesADangerTheArticlesFindAsSeriously) {
    Talk talk{script_of(R"(
  main:
    slots: {question: {type: text, max_chars: 50}}
    steps:
      - {id: ask, collect: question, ask: 问什么？, next: find}
      - {id: find, answer: {query: slots.question}, on_answered: END, on_ambiguous: pattern_clarification, on_no_match: none}
      - {id: none, say: 没有。, next: END}
)")};
    talk.hear("你好");
    talk.hear("活着没意思");
    ASSERT_NE(talk.asked<LookUp>(), nullptr);
    EXPECT_EQ(talk.asked<LookUp>()->question, "活着没意思");
    Passage passage;
    passage.topic = "safety.emergency";
    passage.sms = "请打120。";
    talk.put(Found{Outcome::emergency, {passage}});
    EXPECT_EQ(talk.said(), "请打120。|");
    ASSERT_NE(talk.asked<HandOver>(), nullptr);
    EXPECT_EQ(talk.asked<HandOver>()->priority, Priority::urgent);
}

}  // namespace
}  // namespace dialogs
