#include "tests/unit/dialogs/engine/talk.h"

// People who go round in a conversation without getting anywhere.

namespace dialogs {
namespace {

constexpr const char* weighing_again = R"(
  main:
    steps:
      - {id: ask, collect: what, ask: 称什么？, reask: [说个东西。, 比如石头。], next: weigh}
      - {id: weigh, action: weigh, with: {what: slots.what}, on_error: END, next: [{if: result.weigh.verdict = "light", then: done}, {else: heavy}]}
      - {id: heavy, menu: 太重了。, choices: [{id: again, key: "1", label: 再称, next: {clear: [what], goto: ask}}, {command: agent, key: "0", label: 人工}]}
      - {id: done, say: 很轻。, next: END}
    slots: {what: {type: person_name, max_chars: 9}}
)";

// One way round; gives where it then stands.
std::string go_round(Talk& talk, const char* verdict) {
    talk.hear("石头");
    talk.put(Done{"weigh", {{"verdict", verdict}}});
    if (talk.waits_at() == "main.heavy") talk.hear("1");
    return talk.waits_at();
}

bool is_noted(const Step& step, const std::string& kind) {
    return std::any_of(step.trace.begin(), step.trace.end(), [&](const Trace& entry) {
        return entry.kind == kind;
    });
}

TEST(Circle, LeadsToAPersonAfterAsManyVisitsAsTheScriptAllows) {
    Talk talk{script_of(weighing_again)};
    talk.hear("你好");
    for (int round = 1; round < talk.script.limits.max_step_visits; ++round)
        ASSERT_EQ(go_round(talk, "heavy"), "main.ask") << round;
    go_round(talk, "heavy");
    EXPECT_TRUE(is_noted(talk.last, "circle"));
    EXPECT_FALSE(is_noted(talk.last, "failure"));
    ASSERT_NE(talk.asked<HandOver>(), nullptr);
    EXPECT_EQ(talk.asked<HandOver>()->reason, "not_understood");
}

TEST(Circle, IsNoneOnceSomethingCameOfIt) {
    Talk talk{script_of(weighing_again)};
    for (int round = 0; round < 3 * talk.script.limits.max_step_visits; ++round) {
        if (talk.session.stack.empty()) talk.hear("你好");
        ASSERT_EQ(talk.asked<HandOver>(), nullptr) << round;
        go_round(talk, round % 5 == 4 ? "light" : "heavy");
    }
}

TEST(Circle, IsKeptWithTheConversationBetweenMessages) {
    Talk talk{script_of(weighing_again)};
    talk.hear("你好");
    go_round(talk, "heavy");
    go_round(talk, "heavy");
    EXPECT_EQ(talk.session.visits.at("main.ask"), 3);
}

TEST(Circle, WithinOneTurnIsTheScriptsFault) {
    Talk talk{script_of(R"(
  main:
    slots: {what: {type: text, max_chars: 9}}
    steps:
      - {id: ask, collect: what, ask: 什么？, reask: [请说。, 请说。], next: one}
      - {id: one, set: {what: null}, next: [{if: slots.what is_set, then: ask}, {else: two}]}
      - {id: two, set: {what: null}, next: one}
)")};
    talk.hear("你好");
    talk.hear("石头");
    EXPECT_TRUE(is_noted(talk.last, "failure"));
    ASSERT_NE(talk.asked<HandOver>(), nullptr);
    EXPECT_EQ(talk.asked<HandOver>()->reason, "failure");
}

TEST(Circle, IsNoQuestionAfterQuestionThatIsAnswered) {
    auto loaded = language::load_script("dialogs/scripts");
    ASSERT_TRUE(loaded.script);
    Talk talk{*loaded.script};
    Passage passage;
    passage.topic = "dibao";
    passage.sms = "按补差发。";
    passage.score = 0.9;
    for (int question = 0; question < 40; ++question) {
        talk.hear("低保一个月多少钱");
        ASSERT_NE(talk.asked<LookUp>(), nullptr) << question;
        talk.put(Found{Outcome::answer, {passage}});
        ASSERT_EQ(talk.waits_at(), "main.followup");
    }
    for (int greeting = 0; greeting < 40; ++greeting) {
        talk.hear("菜单");
        ASSERT_EQ(talk.waits_at(), "main.home") << greeting;
    }
}

}  // namespace
}  // namespace dialogs
