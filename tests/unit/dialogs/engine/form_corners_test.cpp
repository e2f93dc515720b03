#include "tests/unit/dialogs/engine/talk.h"

// Forms, reviews and answers at their edges.

namespace dialogs {
namespace {

constexpr const char* intake = R"(
  main:
    description: 登记
    slots:
      name: {type: person_name, max_chars: 12, label: 姓名}
      old: {type: number, max_chars: 3, label: 年龄}
      sons: {type: number, max_chars: 3, label: 儿子}
      note: {type: text, max_chars: 80, optional: true, label: 补充}
      phone: {type: phone, max_chars: 11, label: 电话, default_offer: contact.phone}
    steps:
      - id: all
        form:
          - {collect: name, ask: 叫什么？}
          - collect: old
            ask: 多大？
            validate: [{if: slots.old > 120, then: {say: 太大了。, clear: [name]}}]
          - {collect: sons, ask: 几个儿子？}
          - {collect: note, ask: 补充？, interruptible: false}
          - {collect: phone, ask: 电话？}
        validate:
          - {if: slots.sons > slots.old, then: {say: 对不上。}}
        next: check
      - id: check
        review: [name, old, sons, note, phone]
        title: 请核对：
        choices: [{id: ok, key: "1", label: 没错, next: all}, {id: edit, key: "2", label: 要改, next: pick}]
      - {id: pick, choose_slot: check, ask: 改哪项？, next: check}
)";

Talk started() {
    Talk talk{script_of(intake)};
    talk.context.phone = "13812345678";
    talk.hear("你好");
    return talk;
}

Talk reviewed() {
    Talk talk = started();
    for (const char* text : {"王桂花", "70", "3", "漏雨好久", "是"})
        talk.hear(text);
    return talk;
}

TEST(Validation, ClearsWhatItNamesAndAsksForItAgain) {
    Talk talk = started();
    talk.hear("王桂花");
    talk.hear("200");
    EXPECT_EQ(talk.said(), "太大了。|");
    EXPECT_FALSE(talk.session.slots.contains("name"));
    EXPECT_FALSE(talk.session.slots.contains("old"));
}

TEST(Validation, OfAFormWithoutNamesClearsWhatWasJustTold) {
    Talk talk = started();
    talk.hear("王桂花");
    talk.hear("70");
    talk.hear("71");
    EXPECT_EQ(talk.said(), "对不上。|");
    EXPECT_TRUE(talk.session.slots.contains("old"));
    EXPECT_FALSE(talk.session.slots.contains("sons"));
}

TEST(Offer, IsTakenByYesAndByItsNumberAndLeftByAnotherAnswer) {
    Talk talk = started();
    for (const char* text : {"王桂花", "70", "3", "没有"})
        talk.hear(text);
    EXPECT_EQ(talk.session.stack.back().field, "phone");
    Talk by_number = talk;
    Talk another = talk;
    Talk refused = talk;
    talk.hear("是");
    EXPECT_EQ(talk.session.slots["phone"].value, "13812345678");
    by_number.hear("1");
    EXPECT_EQ(by_number.session.slots["phone"].value, "13812345678");
    another.hear("13987654321");
    EXPECT_EQ(another.session.slots["phone"].value, "13987654321");
    refused.hear("不用");
    EXPECT_FALSE(refused.session.slots.contains("phone"));
}

std::string repeated(const char* letter, int times) {
    std::string text;
    for (int i = 0; i < times; ++i)
        text += letter;
    return text;
}

TEST(Words, AreKeptWholeAndReadBackShortened) {
    Talk talk = started();
    for (const std::string& text : {std::string{"王桂花"}, std::string{"70"}, std::string{"3"}})
        talk.hear(text);
    talk.hear(repeated("漏", 81));
    EXPECT_EQ(talk.session.stack.back().field, "note");
    EXPECT_EQ(talk.session.stack.back().attempts, 1);
    EXPECT_FALSE(talk.session.slots.contains("note"));
    talk.hear(repeated("漏", 80));
    EXPECT_EQ(talk.session.slots.at("note").value, repeated("漏", 80));
    talk.hear("是");
    EXPECT_NE(talk.said().find("：" + repeated("漏", 59) + "…"), std::string::npos) << talk.said();
}

TEST(Review, TakesNamesNumbersAndNo) {
    Talk talk = reviewed();
    EXPECT_EQ(talk.waits_at(), "main.check");
    EXPECT_NE(talk.said().find("漏雨好久"), std::string::npos) << talk.said();
    talk.hear("2");
    ASSERT_EQ(talk.waits_at(), "main.pick");
    for (const char* nonsense : {"9", "嗯嗯啊啊"}) {
        Talk other = talk;
        other.hear(nonsense);
        EXPECT_EQ(other.waits_at(), "main.pick") << nonsense;
        EXPECT_EQ(other.session.stack.back().field, "") << nonsense;
    }
    Talk by_name = talk;
    by_name.hear("姓名");
    EXPECT_EQ(by_name.session.stack.back().field, "name");
    for (const char* no : {"不用", "没有"}) {
        Talk other = talk;
        other.hear(no);
        EXPECT_EQ(other.waits_at(), "main.check") << no;
    }
    Talk yes = talk;
    yes.hear("是的");
    EXPECT_EQ(yes.waits_at(), "main.pick");
}

TEST(Correction, OfAnItemThatIsNotThereChangesNothing) {
    Talk talk = reviewed();
    const auto before = talk.session.slots;
    for (const char* text : {"改第9项", "第9项不对，是王桂兰"}) {
        Talk other = talk;
        other.hear(text);
        EXPECT_EQ(other.session.slots, before) << text;
    }
}

TEST(Form, ThatIsFilledIsPassed) {
    Talk talk = reviewed();
    talk.hear("1");  // leads back to the form, which has everything but what was left empty
    EXPECT_EQ(talk.waits_at(), "main.check");
}

TEST(Form, AsksAnywayForWhatItIsToldTo) {
    Talk talk{script_of(R"(
  main:
    slots: {n: {type: number, max_chars: 3, persist: session}, m: {type: number, max_chars: 3}}
    steps:
      - {id: first, collect: n, ask: 几口人？, next: all}
      - id: all
        form:
          - {collect: n, ask: 真是几口？, ask_before_filling: true}
          - {collect: m, ask: 几亩地？}
        next: END
)")};
    talk.hear("你好");
    talk.hear("3");
    EXPECT_EQ(talk.said(), "真是几口？|");
}

TEST(Answer, BelowItsScoreIsNone) {
    Talk talk{script_of(R"(
  main:
    slots: {q: {type: text, max_chars: 60}}
    steps:
      - {id: ask, collect: q, ask: 问什么？, interruptible: false, next: find}
      - {id: find, answer: {query: slots.q, min_score: 0.5}, on_answered: END, on_no_match: none}
      - {id: none, say: 没查到。, next: END}
)")};
    Passage passage;
    passage.topic = "dibao";
    passage.sms = "按补差发。";
    passage.score = 0.3;
    talk.hear("你好");
    talk.hear("低保");
    Talk empty = talk;
    talk.put(Found{Outcome::answer, {passage}});
    EXPECT_EQ(talk.said(), "没查到。|");
    empty.put(Found{Outcome::emergency, {}});
    EXPECT_EQ(empty.said(), "没查到。|");
}

TEST(Alarm, ReachesAPersonInAScriptWithoutAnEmergencyFlow) {
    Talk talk{script_of(intake)};
    Heard heard;
    heard.message.text = "喝药了";
    heard.alarm = Alarm{"medical", "请打120。"};
    talk.put(heard);
    ASSERT_NE(talk.asked<HandOver>(), nullptr);
    EXPECT_EQ(talk.asked<HandOver>()->priority, Priority::urgent);
}

TEST(Attempts, ThatRunOutLeadToAPersonWhereNothingElseIsSaid) {
    Talk talk{script_of(intake)};
    talk.hear("你好");
    talk.hear("王桂花");
    for (int again = 0; again < 3; ++again)
        talk.hear("嗯嗯啊啊");
    EXPECT_NE(talk.asked<HandOver>(), nullptr);
}

TEST(Review, KeepsTheOldValueWhereTheNewOneIsRefused) {
    Talk talk = reviewed();
    Talk corrected = talk;
    for (const char* text : {"2", "年龄", "200"})
        talk.hear(text);
    EXPECT_EQ(talk.said(), "太大了。|");
    EXPECT_EQ(talk.session.slots["old"].value, "70");
    EXPECT_FALSE(talk.session.slots.contains("name"));
    corrected.hear("年龄不对，是200");
    EXPECT_TRUE(corrected.said().starts_with("太大了。")) << corrected.said();
    EXPECT_EQ(corrected.session.slots["old"].value, "70");
    EXPECT_EQ(corrected.session.slots["name"].value, "王桂花");
}

TEST(Form, AsksTheOpenQuestionAnewWhenASessionComesBackToIt) {
    Talk talk = started();
    talk.hear("王桂花");
    talk.session.moved = "rewound";
    talk.hear("70");
    EXPECT_NE(talk.said().find("多大？"), std::string::npos) << talk.said();
    EXPECT_EQ(talk.session.slots["name"].value, "王桂花");
}

TEST(Form, RefusesTwoAnswersWithTheWordsForTheFirst) {
    Talk talk{script_of(R"(
  main:
    slots:
      n: {type: number, max_chars: 3, label: 人口}
      m: {type: number, max_chars: 3, label: 亩数, optional: true}
      k: {type: number, max_chars: 3, label: 头数}
    steps:
      - id: all
        form:
          - collect: n
            ask: 几口人？
            validate: [{if: slots.n > 20, then: {say: 人太多。}}]
          - collect: m
            ask: 几亩地？
            validate: [{if: slots.m > 50, then: {say: 地太多。}}]
          - {collect: k, ask: 几头牛？, interruptible: false}
        next: END
)")};
    talk.hear("你好");
    talk.hear("人口：30，亩数：90");
    EXPECT_EQ(talk.said(), "人太多。|");
    EXPECT_FALSE(talk.session.slots.contains("n"));
    EXPECT_FALSE(talk.session.slots.contains("m"));
    talk.hear("人口，3");  // a name alone tells nothing
    EXPECT_EQ(talk.session.slots["n"].value, "3");
    talk.hear("不知道");  // and need not be known
    EXPECT_EQ(talk.session.stack.back().field, "k");
    talk.hear("低保一个月多少钱");
    EXPECT_EQ(talk.asked<LookUp>(), nullptr);
    EXPECT_EQ(talk.session.stack.back().attempts, 1);
}

constexpr const char* with_set = R"(
  main:
    description: 主
    slots:
      n: {type: number, max_chars: 3, label: 人口}
      m: {type: number, max_chars: 3, label: 亩数}
    steps:
      - {id: fix, set: {m: 5}, next: ask}
      - {id: ask, collect: n, ask: 几口人？, next: check}
      - id: check
        review: [n, m]
        title: 请核对：
        choices: [{id: ok, key: "1", label: 没错, next: END}, {id: edit, key: "2", label: 要改, next: pick}]
      - {id: pick, choose_slot: check, ask: 改哪项？, next: check}
)";

TEST(Review, ChangesWhatNobodyWasAskedForOnlyByItsValue) {
    Talk talk{script_of(with_set)};
    talk.hear("你好");
    talk.hear("3");
    ASSERT_EQ(talk.waits_at(), "main.check");
    Talk unsaid = talk;
    Talk picking = talk;
    talk.hear("亩数不对，是8");
    EXPECT_EQ(talk.session.slots["m"].value, "8");
    unsaid.hear("亩数不对");
    EXPECT_EQ(unsaid.session.slots["m"].value, "5");
    EXPECT_EQ(unsaid.waits_at(), "main.check");
    picking.hear("2");
    picking.hear("2");
    EXPECT_EQ(picking.waits_at(), "main.pick");
    EXPECT_EQ(picking.session.stack.back().field, "");
    picking.session.slots.erase("m");
    picking.hear("不用");
    EXPECT_EQ(picking.waits_at(), "main.check");
    EXPECT_NE(picking.said().find("请核对"), std::string::npos) << picking.said();
}

TEST(Review, ShowsAndChangesNothingSecret) {
    Talk talk{script_of(with_set)};
    for (auto& slot : talk.script.flows["main"].slots)
        slot.sensitive = slot.name == "n";
    talk.hear("你好");
    talk.hear("3");
    ASSERT_EQ(talk.waits_at(), "main.check");
    EXPECT_EQ(talk.said().find("人口"), std::string::npos) << talk.said();
    talk.hear("不对，是4");
    EXPECT_EQ(talk.session.slots["n"].value, "3");
}

// Misunderstood too often, handed over, and taken up again: it still knows what it was asking.
TEST(Form, TakenUpAgainAfterTheHandoverAsksForTheSameField) {
    Talk talk{script_of(R"(
  main:
    steps:
      - {id: go, link: register}
  register:
    slots:
      old: {type: number, max_chars: 3, label: 年龄}
    steps:
      - id: all
        form:
          - {collect: old, ask: 多大？, interruptible: false}
        next: END
)")};
    talk.script.commands.push_back({"resume", {}, {"继续"}, language::Builtin::resume, false});
    for (const char* words : {"你好", "天上有云彩", "天上有云彩", "天上有云彩"})
        talk.hear(words);
    ASSERT_NE(talk.asked<HandOver>(), nullptr);
    talk.put(HandedOver{"LN-1", false, true, ""});
    talk.put(Returned{});
    talk.hear("继续");
    EXPECT_NE(talk.said().find("多大？"), std::string::npos) << talk.said();
}

TEST(Action, TakesAnEmptyFieldAndNoResultOfAnActionNobodyKnows) {
    Talk talk{script_of(R"(
  main:
    steps:
      - {id: sure, confirm: 称吗？, affirm: weigh, deny: END}
      - {id: weigh, action: weigh, with: {what: input.text}, on_error: sorry, next: shown}
      - {id: shown, say: "{result.weigh.grams|default:无}克，{result.weigh.verdict|default:不知}。", next: END}
      - {id: sorry, say: 没称成。, next: END}
)")};
    talk.hear("你好");
    talk.hear("是");
    ASSERT_NE(talk.asked<Act>(), nullptr);
    Talk damaged = talk;
    talk.put(Done{"weigh", {{"grams", "900"}, {"verdict", ""}}});
    EXPECT_EQ(talk.said(), "900克，不知。|");
    damaged.session.pending->action = "gone";
    damaged.put(Done{"gone", {}});
    EXPECT_EQ(damaged.said(), "没称成。|");
}

}  // namespace
}  // namespace dialogs
