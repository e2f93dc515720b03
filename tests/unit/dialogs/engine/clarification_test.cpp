#include "tests/unit/dialogs/engine/talk.h"

// What may mean several things is asked about, never guessed.

namespace dialogs {
namespace {

constexpr const char* asking = R"(
  main:
    description: 主菜单
    steps:
      - id: home
        menu: 办什么？
        choices:
          - {id: age, key: "1", label: 年龄认定, next: ask_age}
          - {id: year, key: "2", label: 年林认定, next: ask_year}
          - {id: need, key: "3", label: 申请救助, next: ask_need}
          - {id: village, key: "4", label: 报村名, next: ask_village}
      - {id: ask_age, say: 认年龄, next: END}
      - {id: ask_year, say: 认年林, next: END}
      - {id: ask_need, link: need}
      - {id: ask_village, link: village}
  need:
    description: 申请
    trigger: {phrases: [代办困难证明]}
    slots:
      need: {type: choice, of: {dibao: 低保, linshi: 临时救助, sick: 有重病, nopay: 低抱, out: 离县救助, in: 利县救助}, label: 事}
    steps:
      - id: what
        collect: need
        ask: 申请什么？
        reask: [请回数字。, 请回1到6。]
        next: told
      - {id: told, say: "记下{slots.need|label}", next: END}
  village:
    description: 报村名
    slots:
      village: {type: place, max_chars: 12, label: 村}
    steps:
      - {id: where, collect: village, ask: 哪个村？, reask: [请回镇名加村名。, 如甲镇李家庄。], next: told}
      - {id: told, say: "记下{slots.village}", next: END}
)";

constexpr const char* places = R"(code,name,aliases,parent
130299101,甲镇,,
130299102,乙镇,,
130299101201,李家庄,,130299101
130299102201,李家庄,,130299102
130299101202,方各庄,,130299101
130299102202,房各庄,,130299102
)";

// `settings` are those of the type of the places, `more` lines of their list.
Talk at(const char* key, const std::string& settings = "", const std::string& more = "") {
    std::string bot = short_bot;
    bot.replace(
        bot.find("types: {}"),
        9,
        "types: {place: {base: gazetteer, source: places/some.csv" + settings + "}}"
    );
    const std::vector<language::SourceFile> files = {
        {"bot.yaml", bot},
        {"patterns.yaml", short_patterns},
        {"places/some.csv", places + more},
        {"flows/main.yaml", std::string("schema: dialog/1\nflows:\n") + asking}};
    auto loaded = language::read_script(files);
    for (const auto& problem : loaded.problems)
        ADD_FAILURE() << describe(problem);
    Talk talk{loaded.script.value_or(Script{})};
    talk.hear("你好");
    if (*key) talk.hear(key);
    return talk;
}

TEST(Clarification, WordsThatSoundTheSameAreAskedAbout) {
    Talk talk = at("");
    talk.hear("年令认定");
    EXPECT_EQ(talk.waits_at(), "pattern_clarification.offer");
    EXPECT_EQ(talk.said(), "哪一个？\n1年龄认定\n2年林认定\n3都不是|");
    talk.hear("2");
    EXPECT_EQ(talk.said(), "认年林|");
}

TEST(Clarification, OptionsThatSoundTheSameAreAskedAbout) {
    Talk talk = at("3");
    talk.hear("力县救助");
    EXPECT_EQ(talk.said(), "哪一个？\n1利县救助\n2离县救助\n3都不是|");
    talk.hear("离县救助");
    EXPECT_EQ(talk.said(), "记下离县救助|");
}

TEST(Clarification, WhatIsWrittenIsNotAskedAbout) {
    Talk talk = at("3");
    talk.hear("利县救助");
    EXPECT_EQ(talk.said(), "记下利县救助|");
}

TEST(Clarification, ASyllableOffIsAskedAboutAndNeverTaken) {
    Talk talk = at("3");
    talk.hear("临时求助");
    EXPECT_EQ(talk.waits_at(), "pattern_clarification.offer");
    EXPECT_TRUE(talk.session.slots.empty());
    EXPECT_EQ(talk.said(), "哪一个？\n1临时救助\n2都不是|");
    talk.hear("1");
    EXPECT_EQ(talk.said(), "记下临时救助|");
}

TEST(Clarification, TheOppositeIsNotNear) {
    Talk talk = at("3");
    talk.hear("没重病");
    EXPECT_EQ(talk.waits_at(), "need.what");
}

TEST(Clarification, AServiceThatIsNearIsOfferedBeforeItIsNotUnderstood) {
    Talk talk = at("4");
    talk.session.stack.back() = {"main", "home", 0, 0, true};
    talk.hear("代办困难证书");
    ASSERT_NE(talk.asked<LookUp>(), nullptr);  // a question first of all
    talk.put(Found{});
    EXPECT_EQ(talk.said(), "哪一个？\n1代办困难证明\n2都不是|");
    talk.hear("1");
    EXPECT_EQ(talk.waits_at(), "need.what");
}

TEST(Clarification, PlacesOfOneNameAreAskedAbout) {
    Talk talk = at("4");
    talk.hear("李家庄");
    EXPECT_EQ(talk.said(), "哪一个？\n1甲镇李家庄\n2乙镇李家庄\n3都不是|");
    talk.hear("2");
    EXPECT_EQ(talk.said(), "记下130299102201|");
}

TEST(Clarification, AsManyPlacesAreOfferedAsTheScriptSays) {
    struct Case {
        const char* settings;
        const char* said;
    };
    constexpr Case cases[] = {
        {"", "哪一个？\n1甲镇李家庄\n2乙镇李家庄\n3丙镇李家庄\n4都不是|"},
        {", max_candidates: 1", "哪一个？\n1甲镇李家庄\n2都不是|"},
        {", max_candidates: 4",
         "哪一个？\n1甲镇李家庄\n2乙镇李家庄\n3丙镇李家庄\n4丁镇李家庄\n5都不是|"},
        {", max_candidates: 5",
         "哪一个？\n1甲镇李家庄\n2乙镇李家庄\n3丙镇李家庄\n4丁镇李家庄\n5戊镇李家庄\n6都不是|"},
    };
    const std::string more =
        "130299103,丙镇,,\n130299104,丁镇,,\n130299105,戊镇,,\n130299106,己镇,,\n"
        "130299103201,李家庄,,130299103\n130299104201,李家庄,,130299104\n"
        "130299105201,李家庄,,130299105\n130299106201,李家庄,,130299106\n";
    for (const auto& [settings, said] : cases) {
        SCOPED_TRACE(settings);
        Talk talk = at("4", settings, more);
        talk.hear("李家庄");
        EXPECT_EQ(talk.said(), said);
    }
}

TEST(Clarification, PlacesAreHeardByTheirSoundUnlessTheScriptSaysNot) {
    struct Case {
        const char* settings;
        const char* said;
    };
    constexpr Case cases[] = {
        {"", "哪一个？\n1甲镇方各庄\n2乙镇房各庄\n3都不是|"},
        {", fuzzy: pinyin", "哪一个？\n1甲镇方各庄\n2乙镇房各庄\n3都不是|"},
        {", fuzzy: none", "请回镇名加村名。|"},
    };
    for (const auto& [settings, said] : cases) {
        SCOPED_TRACE(settings);
        Talk talk = at("4", settings);
        talk.hear("放各庄");
        if (talk.asked<LookUp>()) talk.put(Found{});  // what is no place may be a question
        EXPECT_EQ(talk.said(), said);
    }
    Talk talk = at("4", ", fuzzy: none");
    talk.hear("方各庄");
    EXPECT_EQ(talk.said(), "记下130299101202|");
}

TEST(Clarification, PlacesOfOneSoundAreAskedAbout) {
    Talk talk = at("4");
    talk.hear("我是芳各庄的");
    EXPECT_EQ(talk.said(), "哪一个？\n1甲镇方各庄\n2乙镇房各庄\n3都不是|");
    talk.hear("甲镇");
    EXPECT_EQ(talk.said(), "记下130299101202|");
}

TEST(Clarification, NoneOfThemIsNotUnderstood) {
    Talk talk = at("4");
    talk.hear("李家庄");
    talk.hear("都不是");
    EXPECT_EQ(talk.waits_at(), "village.where");
    EXPECT_EQ(talk.session.stack.back().attempts, 1);
    EXPECT_EQ(talk.said(), "请回镇名加村名。|");
}

TEST(Clarification, TheSameIsNotOfferedTwice) {
    Talk talk = at("4");
    talk.hear("李家庄");
    talk.hear("李家庄");
    EXPECT_EQ(talk.waits_at(), "village.where");
    ASSERT_NE(talk.asked<LookUp>(), nullptr);
    talk.put(Found{});
    EXPECT_EQ(talk.session.stack.back().attempts, 1);
    EXPECT_EQ(talk.said(), "请回镇名加村名。|");
}

TEST(Clarification, OtherWordsAreForTheQuestionThatWaits) {
    Talk talk = at("4");
    talk.hear("李家庄");
    talk.hear("乙镇房各庄");
    EXPECT_EQ(talk.said(), "记下130299102202|");
}

TEST(Clarification, ANumberThatWasNotOfferedIsNoAnswerToAnythingElse) {
    Talk talk = at("");
    talk.hear("年令认定");
    talk.hear("4");
    EXPECT_EQ(talk.waits_at(), "pattern_clarification.offer");
    talk.hear("人工");
    EXPECT_NE(talk.asked<HandOver>(), nullptr);
}

}  // namespace
}  // namespace dialogs
