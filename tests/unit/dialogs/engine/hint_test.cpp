#include "tests/unit/dialogs/engine/talk.h"

namespace dialogs {
namespace {

// A choice that is told in words, below a question of `letters` characters.
Talk with_hint(std::size_t letters, const char* channel) {
    std::string question;
    for (std::size_t i = 0; i < letters; ++i)
        question += "问";
    Talk talk{script_of("  main:\n    steps:\n      - id: pick\n        menu: " + question + R"(
        choices:
          - {id: one, key: "1", label: 甲, next: picked}
          - {id: other, label: 乙, synonyms: [乙种], hint: 也可回“乙”, next: picked}
      - {id: picked, say: 好的。, next: END}
)")};
    talk.context.channel = channel;
    talk.hear("你好");
    return talk;
}

TEST(Hint, TellsAChoiceThatIsNotListed) {
    auto talk = with_hint(2, "sms");
    EXPECT_EQ(talk.said(), "问问\n1甲\n也可回“乙”|");
    talk.hear("乙种");
    EXPECT_EQ(talk.said(), "好的。|");
}

TEST(Hint, IsLeftOutWhereItWouldMakeAnSmsDearer) {
    // 【测试】, the question, "\n1甲" and "\n也可回“乙”": seventy characters are one segment.
    constexpr std::size_t beside = 4 + 3 + 7;
    EXPECT_TRUE(with_hint(70 - beside, "sms").said().ends_with("也可回“乙”|"));
    auto talk = with_hint(70 - beside + 1, "sms");
    EXPECT_TRUE(talk.said().ends_with("\n1甲|")) << talk.said();
    talk.hear("乙");
    EXPECT_EQ(talk.said(), "好的。|") << "it counts all the same";
}

// 菜单 after an answer: what its choices are about was made from nothing.
TEST(Hint, TellsTheSourceOfAnAnswerOnlyBelowIt) {
    Talk talk{script_of(R"(  main:
    steps:
      - id: pick
        menu: 哪样？
        choices:
          - {id: one, key: "1", label: 甲, next: picked}
          - {id: other, label: 乙, synonyms: [乙种], hint: 也可回“乙”, next: picked}
      - {id: picked, say: 好的。, next: END}
  pattern_source:
    steps: [{id: tell, say: "据{answer.brief_source|max:28}", next: RETURN}]
)")};
    talk.context.channel = "sms";
    talk.session.topic_brief_source = "2026年《社会救助法》";
    talk.hear("你好");
    EXPECT_EQ(talk.said(), "哪样？\n1甲\n也可回“乙”|");
}

TEST(Hint, IsForWhereSegmentsAreCounted) {
    const auto talk = with_hint(2, "web");
    EXPECT_EQ(talk.said(), "问问|");
    EXPECT_EQ(std::get<Say>(talk.last.effects.front()).choices, (std::vector<Choice>{{"1", "甲"}}));
}

}  // namespace
}  // namespace dialogs
