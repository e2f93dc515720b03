#include "tests/unit/dialogs/engine/talk.h"

// What is put right when people or scripts go their own way.

namespace dialogs {
namespace {

// Every kind of step; see there.
Talk talk_with_sample() {
    auto loaded = language::load_script("tests/fuzz/scripts");
    return Talk{loaded.script.value_or(Script{})};
}

Found one_article() {
    Passage passage;
    passage.topic = "dibao";
    passage.title = "低保标准";
    passage.sms = "按补差发。";
    passage.score = 0.9;
    return Found{Outcome::answer, {passage}};
}

Talk at_detail() {
    Talk talk = talk_with_sample();
    for (const char* text : {"替老人登记", "是", "王桂花", "1948年", "示例一村", "1"})
        talk.hear(text);
    return talk;
}

TEST(Silence, IsBrokenByTheMenuWhenAFlowEndsWithoutAWord) {
    Talk talk = talk_with_sample();
    talk.session.grants["verified"] = {"王桂花", talk.context.now + std::chrono::hours{1}};
    talk.hear("看材料");
    EXPECT_EQ(talk.waits_at(), "private.rate");
    talk.hear("是");
    EXPECT_EQ(talk.waits_at(), "main.home");
    EXPECT_TRUE(talk.said().starts_with("您好，请回复数字：")) << talk.said();
}

TEST(Verification, IsMadeByAnotherFlowWhichComesBack) {
    Talk talk = talk_with_sample();
    talk.hear("看材料");
    EXPECT_EQ(talk.said(), "叫什么？|");
    talk.hear("王桂花");
    talk.hear("123X");
    ASSERT_NE(talk.asked<Act>(), nullptr);
    talk.put(Done{"verify", {{"status", "ok"}}});
    EXPECT_EQ(talk.said(), "核对好了。\n材料齐了。\n清楚了吗？\n1是\n2否|");
    EXPECT_EQ(talk.waits_at(), "private.rate");
}

TEST(Verification, ThatFailsGivesTheStepUp) {
    Talk talk = talk_with_sample();
    talk.hear("看材料");
    talk.hear("王桂花");
    talk.hear("123X");
    talk.put(Done{"verify", {{"status", "mismatch"}}});
    EXPECT_EQ(talk.said(), "没有核对上。|");
    EXPECT_EQ(talk.session.status, SessionStatus::idle);
}

TEST(Verification, GoesOnWhenTheSameIsAskedForAgain) {
    Talk talk = talk_with_sample();
    talk.hear("看材料");
    for (int again = 0; again < 4; ++again) {
        talk.hear("看材料");
        EXPECT_EQ(talk.waits_at(), "prove.who");
        EXPECT_EQ(talk.session.stack.back().attempts, 0);
    }
}

TEST(Doubt, AsksWhetherAnAnswerWasMeantAsAQuestion) {
    Talk talk = at_detail();
    talk.hear("低保一个月多少钱");
    ASSERT_NE(talk.asked<LookUp>(), nullptr);
    talk.put(one_article());
    EXPECT_EQ(talk.said(), "您是在回答“还要说明什么？”，还是想咨询？\n1是回答\n2是咨询|");
    Talk other = talk;
    talk.hear("1");
    EXPECT_EQ(talk.session.slots.at("detail").value, "低保一个月多少钱");
    EXPECT_EQ(talk.session.stack.back().field, "phone");
    other.hear("2");
    ASSERT_NE(other.asked<LookUp>(), nullptr);
    EXPECT_EQ(other.asked<LookUp>()->topics, std::vector<std::string>{"dibao"});
    other.put(one_article());
    EXPECT_EQ(other.said(), "按补差发。\n接着：还要说明什么？|");
    EXPECT_EQ(other.session.stack.back().attempts, 0);
    EXPECT_FALSE(other.session.slots.contains("detail"));
}

TEST(Doubt, IsNoneWhereNoArticleAnswers) {
    Talk talk = at_detail();
    talk.hear("没什么要说的");
    ASSERT_NE(talk.asked<LookUp>(), nullptr);
    talk.put(Found{});
    EXPECT_EQ(talk.session.slots.at("detail").value, "没什么要说的");
}

TEST(Doubt, IsForgottenWhenSomethingElseIsSaid) {
    Talk talk = at_detail();
    talk.hear("低保一个月多少钱");
    talk.put(one_article());
    talk.hear("家里漏雨");
    EXPECT_EQ(talk.session.slots.at("detail").value, "家里漏雨");
    EXPECT_FALSE(talk.session.doubt);
}

TEST(Digressions, CostNoAttemptAndAreThreeInARowAtMost) {
    Talk talk = talk_with_sample();
    talk.hear("替老人登记");
    talk.hear("是");
    for (int side = 1; side <= 3; ++side) {
        talk.hear("低保一个月多少钱");
        ASSERT_NE(talk.asked<LookUp>(), nullptr);
        talk.put(one_article());
        EXPECT_EQ(talk.session.stack.back().attempts, 0);
        EXPECT_EQ(talk.session.stack.back().digressions, side);
    }
    talk.hear("低保一个月多少钱");
    EXPECT_EQ(talk.asked<LookUp>(), nullptr);
    EXPECT_EQ(talk.session.stack.back().attempts, 1);
}

TEST(GoingBack, SaysThatWhatWasDoneStaysDone) {
    Talk talk = at_detail();
    for (const char* text : {"没有", "13812345678", "1"})
        talk.hear(text);
    ASSERT_NE(talk.asked<Act>(), nullptr);
    talk.put(Done{"register", {{"number", "120260000011"}}});
    EXPECT_EQ(talk.waits_at(), "register.more");
    talk.hear("返回");
    EXPECT_TRUE(talk.said().starts_with("已经登记的不会撤回。\n请核对：")) << talk.said();
    EXPECT_EQ(talk.waits_at(), "register.check");
}

TEST(Timeout, TakesItsBranchInAFormAndKeepsWhatWasTold) {
    Talk talk = at_detail();
    talk.put(TimedOut{"timeout"});
    EXPECT_EQ(talk.said(), "先放着，回“继续”接着办。|");
    EXPECT_EQ(talk.session.status, SessionStatus::idle);
    talk.hear("继续");
    EXPECT_EQ(talk.said(), "接着：还要说明什么？|");
    EXPECT_EQ(talk.session.slots.at("village").label, "示例一村");
}

TEST(Expiry, PutsAsideWhatWasBegunWhenSomethingElseIsAsked) {
    Talk talk = at_detail();
    talk.put(TimedOut{"expire"});
    talk.context.now += std::chrono::hours{30};
    talk.hear("低保怎么办理");
    ASSERT_NE(talk.asked<LookUp>(), nullptr);
    talk.put(one_article());
    talk.hear("继续");
    EXPECT_EQ(talk.said(), "接着：还要说明什么？|");
}

// One message is one thing, whatever an article that is looked for makes of it.
TEST(Expiry, TakesWordsThatComeLateForOneThing) {
    Found danger = one_article();
    danger.outcome = Outcome::emergency;
    for (const Found& found : {one_article(), Found{}, danger}) {
        for (const char* text : {"低保怎么办理", "房子漏雨住不了人"}) {
            SCOPED_TRACE(text);
            Talk talk = at_detail();
            talk.put(TimedOut{"expire"});
            talk.context.now += std::chrono::hours{30};
            talk.hear(text);
            int taken = 0;
            const auto count = [&] {
                for (const Trace& entry : talk.last.trace)
                    taken += entry.kind == "took" ? 1 : 0;
            };
            count();
            ASSERT_NE(talk.asked<LookUp>(), nullptr);
            talk.put(found);
            count();
            EXPECT_EQ(taken, 1);
        }
    }
}

TEST(Clerk, IsDoneOrReturnsItOrIsLateAndThePersonHears) {
    struct Case {
        Input input;
        const char* said;
        SessionStatus status;
    };
    const Case cases[] = {
        {Returned{true}, "处理完了。|", SessionStatus::idle},
        {Returned{false}, "接下来由我来答。|", SessionStatus::idle},
        {TimedOut{"sla"}, "让您久等了。|", SessionStatus::handed_over},
    };
    for (const auto& [input, said, status] : cases) {
        SCOPED_TRACE(said);
        Talk talk = talk_with_sample();
        talk.hear("人工");
        talk.hear("跳过");
        talk.put(HandedOver{"A1", false, true, {}});
        ASSERT_EQ(talk.session.status, SessionStatus::handed_over);
        talk.put(input);
        EXPECT_EQ(talk.said(), said);
        EXPECT_EQ(talk.session.status, status);
    }
}

TEST(Clerk, IsHeardOfAfterAnEmergencyToo) {
    Talk talk = talk_with_sample();
    Heard heard;
    heard.message.text = "着火了";
    heard.alarm = Alarm{"fire", "请打119！"};
    talk.put(heard);
    talk.put(HandedOver{"A1", false, true, {}});
    talk.put(Returned{});
    EXPECT_EQ(talk.said(), "处理完了。|");
}

TEST(Limits, EndALongSessionWithAPerson) {
    Talk talk = talk_with_sample();
    talk.script.limits.max_turns_per_session = 5;
    for (int message = 0; message < 5; ++message)
        talk.hear("帮助");
    talk.hear("帮助");
    ASSERT_NE(talk.asked<HandOver>(), nullptr);
    EXPECT_EQ(talk.asked<HandOver>()->reason, "failure");
}

TEST(Limits, CutWhatAHostTells) {
    Talk talk = at_detail();
    for (const char* text : {"没有", "13812345678", "1"})
        talk.hear(text);
    std::string endless;
    for (int letter = 0; letter < 1000; ++letter)
        endless += "长";
    talk.put(Done{"register", {{"number", endless}}});
    EXPECT_EQ(talk.session.results["register"]["number"].size(), 640 * std::string("长").size());
}

TEST(Message, IsTakenExactlyOnce) {
    constexpr const char* messages[] = {
        "你好", "1", "是", "王桂花", "不对，是王桂兰", "低保多少钱", "返回", "", "人工", "继续"};
    Talk talk = talk_with_sample();
    for (const char* message : messages) {
        SCOPED_TRACE(message);
        talk.hear(message);
        const auto takers =
            std::count_if(talk.last.trace.begin(), talk.last.trace.end(), [](const Trace& entry) {
                return entry.kind == "took";
            });
        EXPECT_EQ(takers, 1);
        if (talk.asked<LookUp>()) talk.put(Found{});
    }
}

std::string name_after_a_correction(const std::string& setting) {
    Talk talk{script_of(
        R"(
  main:
    slots:
      name: {type: person_name, max_chars: 12, label: 姓名}
      story: {type: text, max_chars: 60}
    steps:
      - {id: ask_name, collect: name, ask: 姓名？}
      - {id: ask_story, collect: story, ask: 什么事？)" +
        setting +
        R"(}
      - {id: ask_more, confirm: 对吗？, affirm: END, deny: END}
)"
    )};
    talk.hear("你好");
    talk.hear("王秀英");
    talk.hear("不对，姓名是李桂花");
    return talk.session.slots.at("name").value;
}

TEST(Correction, IsLeftToTheAnswerWhereAStepSaysSo) {
    EXPECT_EQ(name_after_a_correction(""), "李桂花");
    EXPECT_EQ(name_after_a_correction(", correction: true"), "李桂花");
    EXPECT_EQ(name_after_a_correction(", correction: false"), "王秀英");
}

}  // namespace
}  // namespace dialogs
