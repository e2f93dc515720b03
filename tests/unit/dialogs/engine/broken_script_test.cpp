#include "tests/unit/dialogs/engine/talk.h"

// Scripts the loader would refuse, and limits that are soon reached: a person is reached all the
// same.

namespace dialogs {
namespace {

constexpr const char* two_ways = R"(
  main:
    description: 主
    steps:
      - {id: sure, confirm: 对吗？, affirm: to_call, deny: to_link}
      - {id: to_call, call: aside, next: END}
      - {id: to_link, link: aside}
  aside:
    description: 旁边
    trigger: {phrases: [旁边的事]}
    steps:
      - {id: first, confirm: 旁白？, affirm: second, deny: second}
      - {id: second, checkpoint: true, say: 二。, next: third}
      - {id: third, say: 三。, next: END}
)";

Talk at_the_question() {
    Talk talk{script_of(two_ways)};
    talk.hear("你好");
    return talk;
}

Heard danger() {
    Heard heard;
    heard.message.text = "喝药了";
    heard.alarm = Alarm{"medical", "请打120。"};
    return heard;
}

const language::Script& sample() {
    static const auto loaded = language::load_script("tests/fuzz/scripts");
    return *loaded.script;
}

TEST(BrokenScript, ReachesAPersonWhereAFlowIsGoneOrEmpty) {
    for (const char* way : {"是", "不是"}) {
        SCOPED_TRACE(way);
        Talk gone = at_the_question();
        gone.script.flows.erase("aside");
        gone.hear(way);
        EXPECT_EQ(gone.said(), "出错了。|");
        ASSERT_NE(gone.asked<HandOver>(), nullptr);
        EXPECT_EQ(gone.asked<HandOver>()->reason, "failure");
        Talk empty = at_the_question();
        empty.script.flows["aside"].steps.clear();
        empty.hear(way);
        EXPECT_EQ(empty.said(), "出错了。|");
    }
}

TEST(BrokenScript, ReachesAPersonWhereAStepIsGone) {
    Talk talk = at_the_question();
    auto& steps = talk.script.flows["main"].steps;
    steps.erase(steps.begin() + 1);
    talk.hear("是");
    EXPECT_EQ(talk.said(), "出错了。|");
    EXPECT_NE(talk.asked<HandOver>(), nullptr);
}

TEST(BrokenScript, HandsOverPlainlyWithoutItsFailureFlow) {
    Talk talk = at_the_question();
    talk.script.flows.erase("aside");
    talk.script.flows.erase("pattern_internal_error");
    talk.hear("是");
    ASSERT_NE(talk.asked<HandOver>(), nullptr);
    EXPECT_EQ(talk.asked<HandOver>()->queue, "desk");
    EXPECT_EQ(talk.asked<HandOver>()->priority, Priority::high);
}

TEST(BrokenScript, CallsForHelpAndComesBackWithoutAHandoffFlow) {
    Talk talk{script_of(two_ways)};
    talk.script.flows.erase("pattern_human_handoff");
    talk.put(danger());
    EXPECT_EQ(talk.said(), "请打120。|");
    ASSERT_NE(talk.asked<HandOver>(), nullptr);
    EXPECT_EQ(talk.asked<HandOver>()->queue, "");
    EXPECT_EQ(talk.asked<HandOver>()->priority, Priority::urgent);
    talk.put(HandedOver{"LN-1", false, true, ""});
    EXPECT_EQ(talk.session.status, SessionStatus::handed_over);
    talk.put(TimedOut{"sla"});
    EXPECT_EQ(talk.session.status, SessionStatus::handed_over);
    talk.put(Returned{false});
    EXPECT_EQ(talk.session.status, SessionStatus::idle);
}

TEST(BrokenScript, AsksAgainWhereTheHandoffFlowHandsNothingOver) {
    Talk talk = at_the_question();
    auto& flows = talk.script.flows;
    flows["pattern_human_handoff"].steps = flows["pattern_session_expired"].steps;
    for (int again = 0; again < 2; ++again) {
        talk.hear("人工");
        EXPECT_EQ(talk.waits_at(), "pattern_human_handoff.ask");
    }
    talk.put(danger());
    EXPECT_NE(talk.asked<HandOver>(), nullptr);
}

TEST(BrokenScript, HandsOverWhereNothingCanBegin) {
    for (const char* moved : {"", "rewound", "ended"}) {
        for (const char* text : {"你好", "继续", "人工"}) {
            SCOPED_TRACE(std::string{moved} + " " + text);
            Talk talk{sample()};
            talk.script.entry_flow = "gone";
            talk.script.flows.erase("pattern_internal_error");
            talk.session.moved = moved;
            talk.hear(text);
            ASSERT_NE(talk.asked<HandOver>(), nullptr);
            EXPECT_EQ(talk.asked<HandOver>()->queue, "desk");
        }
    }
}

TEST(BrokenScript, TellsTheClerkTheTownWithoutAnyFlow) {
    Talk talk{sample()};
    talk.script.flows.erase("pattern_human_handoff");
    talk.script.flows.erase("pattern_internal_error");
    talk.session.slots["village"] = {"130224100201", "示例一村", "", "register", false, morning};
    talk.put(danger());
    ASSERT_NE(talk.asked<HandOver>(), nullptr);
    EXPECT_EQ(talk.asked<HandOver>()->area, "130224100201");
}

TEST(BrokenScript, SaysWhatItHasToSayInAnEmergencyThatCallsNobody) {
    Talk talk{script_of(two_ways)};
    auto& flows = talk.script.flows;
    flows["pattern_emergency"] = flows["pattern_cannot_handle"];
    flows["pattern_emergency"].id = "pattern_emergency";
    talk.put(danger());
    EXPECT_EQ(talk.said(), "请打120。\n没看懂。|");
}

TEST(BrokenScript, ComesBackToAQuestionPlainlyWithoutWordsForIt) {
    Talk talk = at_the_question();
    auto& flows = talk.script.flows;
    flows["pattern_continue_interrupted"].steps = flows["pattern_session_expired"].steps;
    talk.hear("低保一个月多少钱");
    ASSERT_NE(talk.asked<LookUp>(), nullptr);
    Passage passage;
    passage.sms = "按补差发。";
    passage.score = 1;
    talk.put(Found{Outcome::answer, {passage}});
    EXPECT_EQ(talk.said(), "按补差发。\n对吗？\n1是\n2否|");
}

TEST(BrokenScript, ReachesAPersonWhereNothingGivesTheGrant) {
    Talk talk = at_the_question();
    talk.script.flows["main"].steps[1].required_grant = "gone";
    talk.script.flows["aside"].steps[2].grants = language::Grant{};
    talk.hear("是");
    EXPECT_NE(talk.asked<HandOver>(), nullptr);
}

TEST(Limits, OfStepsEndWithAPerson) {
    Talk talk = at_the_question();
    talk.hear("是");
    talk.script.limits.max_steps_per_turn = 1;
    talk.hear("是");
    EXPECT_NE(talk.asked<HandOver>(), nullptr);
    EXPECT_EQ(talk.asked<HandOver>()->reason, "failure");
}

TEST(Limits, OfExpressionsMakeThemNothing) {
    Talk talk{script_of(R"(
  main:
    slots: {n: {type: number, max_chars: 3}}
    steps:
      - {id: ask, collect: n, ask: 几口人？, next: [{if: slots.n > 5, then: many}, {else: few}]}
      - {id: many, say: 多。, next: END}
      - {id: few, say: 少。, next: END}
)")};
    talk.hear("你好");
    Talk plain = talk;
    plain.hear("9");
    EXPECT_EQ(plain.said(), "多。|");
    talk.script.limits.expression_budget = 1;
    talk.hear("9");
    EXPECT_EQ(talk.said(), "少。|");
}

TEST(Limits, LeaveRoomForOneSideWayOverTheOnlyFlow) {
    Talk talk = at_the_question();
    talk.script.limits.max_call_depth = 2;
    talk.hear("旁边的事");
    EXPECT_EQ(talk.waits_at(), "aside.first");
    EXPECT_EQ(talk.session.stack.size(), 2u);
    talk.session.stack = {{"aside", "first"}, {"main", "sure"}};  // neither was ever asked
    talk.hear("旁边的事");
    EXPECT_EQ(talk.waits_at(), "aside.first");
    EXPECT_TRUE(talk.session.stack.back().asked);
}

TEST(Alarm, PutsAsideWhatStillHasAPlaceInTheScript) {
    Talk talk{script_of(two_ways)};
    talk.session.status = SessionStatus::active;
    talk.session.stack = {{"aside", "first", 0, 0, true}, {"gone", "gone"}};
    Talk safe = talk;
    talk.put(danger());
    EXPECT_NE(talk.asked<HandOver>(), nullptr);
    EXPECT_FALSE(talk.session.suspended);
    safe.session.stack.back() = {"aside", "third"};
    safe.put(danger());
    EXPECT_NE(safe.asked<HandOver>(), nullptr);
    ASSERT_TRUE(safe.session.suspended);
    EXPECT_EQ(safe.session.suspended->stack.back().step, "second");
}

TEST(Channel, ThatTheScriptDoesNotKnowIsAnOrdinaryOne) {
    Talk talk{script_of(two_ways)};
    talk.context.channel = "fax";
    talk.hear("你好");
    talk.hear("是");
    talk.hear("是");
    EXPECT_EQ(talk.said(), "二。|三。|");
}

TEST(Expiry, GoesBackToTheStartOfTheFlowWhereTheScriptSaysSo) {
    Talk talk{script_of(two_ways)};
    auto& ask = talk.script.flows["pattern_session_expired"].steps.front();
    auto& resume = std::get<language::Menu>(ask.kind).choices.front();
    resume.next.branches.front().then.to = language::Destination::resume_at_checkpoint;
    talk.hear("旁边的事");
    ASSERT_EQ(talk.waits_at(), "aside.first");
    talk.context.now += std::chrono::hours{25};
    talk.hear("7");
    ASSERT_EQ(talk.waits_at(), "pattern_session_expired.ask");
    talk.hear("1");
    EXPECT_EQ(talk.waits_at(), "aside.first");
    EXPECT_EQ(talk.said(), "旁白？\n1是\n2否|");
}

TEST(QuestionGuard, WithoutADoubtIsAMenuLikeAnother) {
    Talk talk{sample()};
    talk.session.status = SessionStatus::active;
    talk.session.heard_at = morning;
    talk.session.stack = {
        {"main", "home", 0, 0, true}, {"pattern_question_guard", "ask", 0, 0, true}};
    talk.hear("1");
    EXPECT_EQ(talk.waits_at(), "main.home");
    EXPECT_NE(talk.said(), "");
}

TEST(Repeat, SaysTheLastWordsOfATalkThatIsOver) {
    Talk fresh{sample()};
    fresh.hear("再说一遍");
    EXPECT_EQ(fresh.waits_at(), "main.home");
    Talk talk{sample()};
    talk.hear("替老人登记");
    talk.hear("不同意");
    talk.session.stack.clear();
    talk.session.status = SessionStatus::idle;
    talk.session.last_prompt = {{"好的，不登记。", {}, "register.declined", {}}};
    talk.hear("再说一遍");
    EXPECT_EQ(talk.said(), "好的，不登记。|");
}

}  // namespace
}  // namespace dialogs
