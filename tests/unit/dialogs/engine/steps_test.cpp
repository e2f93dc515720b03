#include "tests/unit/dialogs/engine/talk.h"

namespace dialogs {
namespace {

TEST(Collect, RefusesWhatARuleRefusesAndKeepsTheOldValue) {
    Talk talk{script_of(R"(
  main:
    slots: {children: {type: number, max_chars: 3}}
    steps:
      - id: how_many
        collect: children
        ask: 几个孩子？
        reask: [请回一个数字。]
        validate: [{if: slots.children > 20, then: {say: 太多了，请核对。}}]
        next: done
      - {id: done, say: "{slots.children}个。", next: END}
)")};
    talk.hear("你好");
    talk.hear("三十个");
    EXPECT_EQ(talk.said(), "太多了，请核对。|");
    EXPECT_FALSE(talk.session.slots.contains("children"));
    EXPECT_EQ(talk.session.stack.back().attempts, 1);
    talk.hear("三个");
    EXPECT_EQ(talk.said(), "3个。|");
}

TEST(Collect, ReadsEveryTypeOfSlot) {
    struct Case {
        const char* type;
        const char* message;
        const char* value;
    };
    constexpr Case cases[] = {
        {"number", "两千三", "2300"},
        {"phone", "１３８ １２３４ ５６７８", "13812345678"},
        {"date", "1948年3月5日", "1948-03-05"},
        {"yes_no", "中", "yes"},
        {"yes_no", "2", "no"},
        {"person_name", "我叫王小二", "王小二"},
        {"digits", "幺二三", "123"},
        {"text", " 随便说说 ", "随便说说"},
        {"choice, of: {poor: 生活困难, ill: 有重病}", "第二个", "ill"},
        {"choice, of: {poor: 生活困难, ill: 有重病}", "生活困难", "poor"},
        {"choice, multi: true, of: {poor: 生活困难, ill: 有重病}", "1和2", "poor ill"},
    };
    for (const auto& [type, message, value] : cases) {
        SCOPED_TRACE(std::string{type} + " " + message);
        Talk talk{script_of(
            "  main:\n    slots: {x: {type: " + std::string{type} +
            ", max_chars: 40, persist: session}}\n"
            "    steps: [{id: ask, collect: x, ask: 请回答, next: done}, {id: done, say: 好, next: "
            "END}]\n"
        )};
        talk.hear("你好");
        talk.hear(message);
        EXPECT_EQ(talk.said(), "好|");
        EXPECT_EQ(talk.session.slots["x"].value, value);
    }
}

TEST(Collect, LeavesAnOptionalSlotEmpty) {
    Talk talk{script_of(R"(
  main:
    slots: {note: {type: text, max_chars: 40, optional: true}}
    steps:
      - {id: ask, collect: note, ask: 还有吗？, next: done}
      - {id: done, say: "好{slots.note|default:，没有}", next: END}
)")};
    talk.hear("你好");
    talk.hear("跳过");
    EXPECT_EQ(talk.said(), "好，没有|");
}

TEST(Collect, SkipsWhatIsKnown) {
    Talk talk{script_of(R"(
  main:
    slots: {name: {type: person_name, max_chars: 8, persist: contact}}
    steps:
      - {id: ask, collect: name, ask: 贵姓？, next: done}
      - {id: done, say: "您好{slots.name}", next: END}
)")};
    talk.hear("你好");
    talk.hear("王小二");
    talk.hear("你好");
    EXPECT_EQ(talk.said(), "您好王小二|");
}

TEST(Menu, NeverTakesANumberInsideASentence) {
    Talk talk{script_of(R"(
  main:
    steps:
      - {id: home, menu: 请选, choices: [{id: go, key: "1", label: 走, next: gone}, {command: agent, key: "0", label: 人工}]}
      - {id: gone, say: 走了, next: END}
)")};
    talk.hear("你好");
    talk.hear("1948年生的");
    EXPECT_NE(talk.said(), "走了|");
    ASSERT_NE(talk.asked<LookUp>(), nullptr);
    talk.put(Found{});
    EXPECT_EQ(talk.session.stack.back().attempts, 1);
}

TEST(Clarification, AsksForThePickedTopicAndNothingElse) {
    Talk talk{script_of(R"(
  main:
    slots: {question: {type: text, max_chars: 50}}
    steps:
      - {id: ask, collect: question, ask: 问什么？, next: find}
      - {id: find, answer: {query: slots.question}, on_answered: END, on_ambiguous: pattern_clarification, on_no_match: none}
      - {id: none, say: 没有。, next: END}
)")};
    talk.hear("你好");
    talk.hear("要带什么");
    Passage passage;
    passage.topic = "dibao.materials";
    passage.title = "低保：要带什么材料";
    talk.put(Found{Outcome::clarify, {passage}});
    EXPECT_EQ(talk.said(), "哪一个？\n1低保：要带什么材料\n2都不是|");
    talk.hear("低保 要带什么材料");
    ASSERT_NE(talk.asked<LookUp>(), nullptr);
    EXPECT_EQ(talk.asked<LookUp>()->question, "");
    EXPECT_EQ(talk.asked<LookUp>()->topics, std::vector<std::string>{"dibao.materials"});
}

TEST(Grants, ExpireAndSendBackToTheStart) {
    Talk talk{script_of(R"(
  main:
    slots: {name: {type: person_name, max_chars: 8, persist: session}}
    steps:
      - {id: ask, collect: name, ask: 贵姓？, ask_before_filling: true, next: verified}
      - {id: verified, grants: {verified: slots.name, for: 10m}, say: 核对过了。, next: more}
      - {id: more, menu: 还看吗, choices: [{id: look, key: "1", label: 看, next: show}, {command: agent, key: "0", label: 人工}]}
      - {id: show, requires: verified, say: 给您看。, next: END}
)")};
    talk.hear("你好");
    talk.hear("王小二");
    EXPECT_EQ(talk.waits_at(), "main.more");
    Talk late = talk;
    talk.hear("1");
    EXPECT_EQ(talk.said(), "给您看。|");
    late.context.now += std::chrono::minutes{11};
    late.hear("1");
    EXPECT_EQ(late.said(), "贵姓？|");
}

TEST(Call, ComesBackAndGoesOn) {
    Talk talk{script_of(R"(
  main:
    steps:
      - {id: first, call: aside, next: last}
      - {id: last, say: 回来了。, next: END}
  aside:
    steps: [{id: say, say: 旁白。, next: RETURN}]
)")};
    talk.hear("你好");
    EXPECT_EQ(talk.said(), "旁白。\n回来了。|");
}

TEST(Slots, SensitiveOnesOutliveOneMoreAnswerAndNoMore) {
    Talk talk{script_of(R"(
  main:
    slots:
      secret: {type: digits, max_chars: 4, sensitive: true, persist: none}
      wish: {type: text, max_chars: 40, label: 想办什么}
      place: {type: text, max_chars: 40, label: 在哪办}
    steps:
      - {id: ask_secret, collect: secret, ask: 密码？, next: ask_wish}
      - {id: ask_wish, collect: wish, ask: 想办什么？, next: ask_place}
      - {id: ask_place, collect: place, ask: 在哪办？, next: person}
      - {id: person, link: pattern_human_handoff}
)")};
    talk.hear("你好");
    talk.hear("4711");
    talk.hear("");
    EXPECT_EQ(talk.waits_at(), "main.ask_wish");
    EXPECT_TRUE(talk.session.slots.contains("secret"));
    talk.hear("低保");
    EXPECT_FALSE(talk.session.slots.contains("secret"));
    EXPECT_TRUE(talk.session.slots.contains("wish"));
}

TEST(Handoff, TellsEverySlotThatIsNotSensitive) {
    Talk talk{script_of(R"(
  main:
    slots:
      secret: {type: digits, max_chars: 4, sensitive: true, persist: none}
      wish: {type: text, max_chars: 40, label: 想办什么}
    steps:
      - {id: ask_secret, collect: secret, ask: 密码？, next: ask_wish}
      - {id: ask_wish, collect: wish, ask: 想办什么？, next: person}
      - {id: person, link: pattern_human_handoff}
)")};
    talk.hear("你好");
    talk.hear("4711");
    EXPECT_TRUE(talk.last.kept_text);
    EXPECT_EQ(talk.session.slots.at("secret").raw, "");
    talk.hear("低保");
    ASSERT_NE(talk.asked<HandOver>(), nullptr);
    const std::map<std::string, std::string> told = {{"想办什么", "低保"}};
    EXPECT_EQ(talk.asked<HandOver>()->context, told);
    talk.put(HandedOver{"A1", false, true, {}});
    EXPECT_FALSE(talk.session.slots.contains("secret"));
}

}  // namespace
}  // namespace dialogs
