#include "tests/unit/dialogs/engine/talk.h"

// What texts and conditions may speak of.

namespace dialogs {
namespace {

// A script whose first step asks something and whose second says `text` about it.
std::string said(const std::string& text, const std::string& slot = "type: text, max_chars: 20") {
    Talk talk{script_of(
        "  main:\n    description: 问事\n    slots: {x: {" + slot +
        "}}\n    steps:\n"
        "      - {id: ask, collect: x, ask: 什么事？, help: 一句话就行。, interruptible: false, "
        "next: tell}\n"
        "      - {id: tell, say: \"" +
        text + "\", next: END}\n"
    )};
    talk.context.phone = "13800000001";
    talk.hear("你好");
    talk.hear("第一");
    return talk.said();
}

TEST(Scope, SpeaksOfWhatIsKnown) {
    struct Case {
        const char* text;
        const char* said;
    };
    constexpr Case cases[] = {
        {"{slots.x}", "第一|"},
        {"{slots.x.label}", "第一|"},
        {"{slots.x|label}", "第一|"},
        {"{input.text}{input.kind}", "第一text|"},
        {"{step.id|default:无}", "tell|"},
        {"{flow.id}：{flow.description}", "main：问事|"},
        {"{flow.origin|default:无}", "无|"},
        {"{channel.name}", "sms|"},
        {"{contact.phone|max:4}", "138…|"},
        {"{session.turns}{session.failures}", "20|"},
        {"{handoff.case_no|default:无}", "无|"},
        {"{answer.title|default:无}{answer.source|default:无}{answer.topic|default:无}", "无无无|"},
        {"{result.weigh.grams|default:无}", "无|"},
    };
    for (const auto& [text, wanted] : cases) {
        SCOPED_TRACE(text);
        EXPECT_EQ(said(text), wanted);
    }
}

TEST(Scope, SpeaksOfAnOptionByItsLabel) {
    const std::string choice = "type: choice, of: {first: 头一个, other: 另一个}";
    EXPECT_EQ(said("{slots.x.label}是{slots.x}", choice), "头一个是first|");
}

TEST(Scope, SpeaksOfTheArticleShownAndOfThoseToChooseFrom) {
    Talk talk{script_of(R"(
  main:
    slots: {q: {type: text, max_chars: 60}}
    steps:
      - {id: ask, collect: q, ask: 问什么？, interruptible: false, next: find}
      - {id: find, answer: {query: slots.q, max_candidates: 1}, on_answered: tell, on_ambiguous: which, on_no_match: none}
      - {id: tell, say: "{answer.title}（{answer.source}，{answer.topic}）", next: END}
      - {id: which, say: "{answer.candidates}？", next: END}
      - {id: none, say: 没查到。, next: END}
)")};
    Passage passage;
    passage.topic = "dibao.standard";
    passage.title = "低保标准";
    passage.source = "某文件";
    passage.sms = "按补差发。";
    passage.full = "低保按补差发。";
    talk.hear("你好");
    talk.hear("低保");
    Talk unsure = talk;
    Talk empty = talk;
    Talk full = talk;
    talk.put(Found{Outcome::answer, {passage}});
    EXPECT_EQ(talk.said(), "按补差发。\n低保标准（某文件，dibao.standard）|");

    unsure.put(Found{Outcome::clarify, {passage, passage}});
    EXPECT_EQ(unsure.said(), "低保标准？|");
    empty.put(Found{});
    EXPECT_EQ(empty.said(), "没查到。|");

    // Where length costs nothing the whole of it is shown, with its source if it has one.
    full.context.channel = "web";
    Talk unsourced = full;
    full.put(Found{Outcome::answer, {passage}});
    EXPECT_TRUE(full.said().starts_with("低保按补差发。\n（依据：某文件）|")) << full.said();
    passage.source.clear();
    unsourced.put(Found{Outcome::answer, {passage}});
    EXPECT_TRUE(unsourced.said().starts_with("低保按补差发。|")) << unsourced.said();
}

TEST(Answer, ShowsTwoArticlesBySmsTogetherOnlyWhileTheyFit) {
    Passage passage;
    passage.topic = "dibao";
    passage.title = "低保";
    passage.facets = {"materials"};
    const std::string half = "一二三四五六七八九十一二三四五六七八九十";
    const auto shown = [&](const std::string& text) {
        Talk talk{script_of(R"(
  main:
    slots: {q: {type: text, max_chars: 60}}
    steps:
      - {id: ask, collect: q, ask: 问什么？, interruptible: false, next: find}
      - {id: find, answer: {query: slots.q}, on_answered: END, on_no_match: END}
)")};
        talk.hear("你好");
        talk.hear("低保和临时救助");
        passage.sms = text;
        talk.put(Found{Outcome::answer, {passage, passage}});
        return talk.said();
    };
    EXPECT_EQ(shown(half), half + "\n" + half + "|");
    const std::string long_one = half + half + half + half + half;
    EXPECT_EQ(shown(long_one), long_one + "|" + long_one + "|");
}

TEST(Scope, SpeaksOfNothingThatIsNotThere) {
    EXPECT_EQ(
        said("{contact.channel}{answer.candidates|default:甲}{correction.label|default:乙}"),
        "sms甲乙|"
    );
    Talk talk{script_of(R"(
  main:
    description: 主
    steps:
      - {id: first, call: aside, next: END}
  aside:
    steps: [{id: tell, say: "从{flow.origin|default:无}来", next: RETURN}]
)")};
    talk.hear("你好");
    EXPECT_EQ(talk.said(), "从无来|");
}

TEST(Scope, SpeaksOfWhereItHasComeToWhenItsPlaceIsGone) {
    Talk talk{
        script_of("  main: {steps: [{id: sure, confirm: 对吗？, affirm: END, deny: END}]}\n")};
    Talk words{script_of(R"(
  main:
    steps:
      - {id: tell, say: "更新{step.id|default:甲}{step.ask|default:乙}{flow.description|default:丙}{flow.origin|default:丁}", next: END}
)")};
    talk.script.flows["pattern_script_ended"] = words.script.flows["main"];
    talk.session.status = SessionStatus::active;
    talk.session.stack = {{"gone", "one", 0, 0, true}, {"gone", "two", 0, 0, true}};
    talk.hear("你好");
    EXPECT_TRUE(talk.said().starts_with("更新sure对吗？丙丁")) << talk.said();
}

TEST(Scope, SpeaksOfNoHelpThatSpeaksOfItself) {
    Talk talk{script_of(R"(
  main:
    steps: [{id: sure, confirm: 对吗？, help: "问的是{step.ask}", affirm: END, deny: END}]
)")};
    Talk words{script_of(R"(
  main: {steps: [{id: back, say: "接着{step.help|default:无}", next: END}]}
)")};
    talk.script.flows["pattern_continue_interrupted"] = words.script.flows["main"];
    talk.hear("你好");
    talk.session.moved = "re_asked";
    talk.hear("嗯");
    EXPECT_EQ(talk.said(), "接着无\n1是\n2否|");
}

}  // namespace
}  // namespace dialogs
