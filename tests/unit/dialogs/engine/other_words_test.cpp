#include "tests/unit/dialogs/engine/talk.h"

#include <algorithm>

// Local words, and words that only sound like what is meant.

namespace dialogs {
namespace {

constexpr const char* asking = R"(
  main:
    description: 主菜单
    steps:
      - id: home
        menu: 办什么？
        choices:
          - {id: day, key: "1", label: 说日子, next: ask_day}
          - {id: name, key: "2", label: 说名字, synonyms: [报姓名], next: ask_name}
          - {id: time, key: "3", label: 下午来, next: END}
          - {id: yes, key: "4", label: 是本人, next: END}
      - {id: ask_day, link: day}
      - {id: ask_name, link: name}
  day:
    description: 说日子
    slots:
      day: {type: date, max_chars: 11, label: 日子}
      when: {type: choice, of: {morning: 上午, afternoon: 下午}, label: 时候}
    steps:
      - {id: which, collect: day, ask: 哪天？, next: half}
      - {id: half, collect: when, ask: 上午还是下午？, next: last}
      - {id: last, say: "{slots.day}{slots.when|label}", next: END}
  name:
    description: 说名字
    slots:
      name: {type: person_name, max_chars: 12, label: 名字}
      note: {type: text, max_chars: 40, label: 说明}
    steps:
      - {id: who, collect: name, ask: 叫什么？, next: what}
      - {id: what, collect: note, ask: 什么事？, next: last}
      - {id: last, say: "{slots.name}：{slots.note}", next: END}
)";

Talk at_home() {
    Talk talk{script_of(asking)};
    talk.script.dialect = text::Dialect(
        {{"俺", "我", "张"}, {"后晌", "下午", "张"}, {"昨儿", "昨天", "张"}, {"头年", "去年", "张"}}
    );
    talk.hear("你好");
    return talk;
}

TEST(OtherWords, LocalWordsCountForCommandsAndChoices) {
    Talk talk = at_home();
    talk.hear("俺要说日子");
    EXPECT_EQ(talk.waits_at(), "day.which");
    talk.hear("俺要返回");
    EXPECT_EQ(talk.waits_at(), "main.home");
    talk.hear("俺要人工");
    EXPECT_NE(talk.asked<HandOver>(), nullptr);
}

TEST(OtherWords, LocalWordsCountForDatesAndOptions) {
    Talk talk = at_home();
    talk.hear("1");
    talk.hear("头年三月");
    EXPECT_EQ(talk.session.slots.at("day").value, "2025-03");
    EXPECT_EQ(talk.session.slots.at("day").raw, "头年三月");
    talk.hear("后晌");
    EXPECT_EQ(talk.said(), "2025-03下午|");
}

TEST(OtherWords, TraceSaysWhatWasReadInDialectAndWhyNothingWas) {
    Talk talk = at_home();
    talk.hear("1");
    talk.hear("二月三十日");
    const auto noted = [&](std::string_view kind) {
        const auto at = std::ranges::find(talk.last.trace, kind, &Trace::kind);
        return at == talk.last.trace.end() ? "" : at->detail;
    };
    EXPECT_EQ(noted("not_read"), "no such date");
    talk.hear("头年三月");
    EXPECT_EQ(noted("normalised"), "N14");
    EXPECT_EQ(noted("not_read"), "");
}

TEST(OtherWords, NamesAndFreeTextKeepWhatWasWritten) {
    Talk talk = at_home();
    talk.hear("2");
    talk.hear("王昨儿");
    talk.hear("俺昨儿后晌来过");
    EXPECT_EQ(talk.session.slots.count("note"), 0u);
    EXPECT_NE(talk.said().find("王昨儿：俺昨儿后晌来过"), std::string::npos) << talk.said();
}

TEST(OtherWords, SoundsOfCommandsAndChoicesAreHeard) {
    Talk talk = at_home();
    talk.hear("抱姓名");
    EXPECT_EQ(talk.waits_at(), "name.who");
    talk = at_home();
    talk.hear("说日紫");
    EXPECT_EQ(talk.waits_at(), "day.which");
    talk.hear("反回");
    EXPECT_EQ(talk.waits_at(), "main.home");
    talk.hear("仁工");
    EXPECT_NE(talk.asked<HandOver>(), nullptr);
}

TEST(OtherWords, WhatIsNearButNotTheSameIsNotHeard) {
    Talk talk = at_home();
    for (const char* near : {"不是本人", "下午不来", "说名"}) {
        SCOPED_TRACE(near);
        talk.hear(near);
        EXPECT_EQ(talk.waits_at(), "main.home");
    }
    talk.hear("上午来");
    EXPECT_EQ(talk.waits_at(), "pattern_clarification.offer")
        << "a syllable off 下午来: asked about";
}

TEST(OtherWords, ANameIsNeverACommandThatSoundsLikeIt) {
    Talk talk = at_home();
    talk.hear("2");
    talk.hear("任功");
    EXPECT_EQ(talk.asked<HandOver>(), nullptr);
    EXPECT_EQ(talk.waits_at(), "name.what");
    talk.hear("反回");
    EXPECT_NE(talk.said().find("任功：反回"), std::string::npos) << talk.said();
}

}  // namespace
}  // namespace dialogs
