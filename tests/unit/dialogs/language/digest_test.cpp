#include "dialogs/language/digest.h"

#include "tests/unit/dialogs/language/sample_script.h"

#include <gtest/gtest.h>

namespace dialogs::language {

namespace {

constexpr std::string_view before =
    "    slots:\n"
    "      a: {type: choice, of: {one: 第一, two: 另外, unsure: 说不准}}\n"
    "    steps:\n"
    "      - {id: ask, collect: a, ask: 哪一个？, reask: [请回数字。], next: fork}\n"
    "      - id: fork\n"
    "        next:\n"
    "          - {if: slots.a = \"one\", then: end_it}\n"
    "          - {else: ask_more}\n"
    "      - {id: ask_more, menu: 还有吗？, choices: [{id: no_more, key: \"9\", label: 没有了, "
    "next: "
    "end_it}]}\n"
    "      - {id: end_it, say: 好的。, next: END}\n";

Script script_of(std::string body) {
    Loaded loaded = read_script(sample_with(sample_flow(body)));
    EXPECT_TRUE(loaded.script.has_value()) << described(loaded.problems);
    return loaded.script.value_or(Script{});
}

std::string digest_of(const Script& script, const std::string& step) {
    const Flow& flow = *script.flow("sample");
    return step_digest(script, flow, *flow.step(step));
}

std::string with(std::string_view part, std::string_view other) {
    std::string body(before);
    for (std::size_t at = body.find(part); at != std::string::npos;
         at = body.find(part, at + other.size()))
        body.replace(at, part.size(), other);
    return body;
}

struct Change {
    const char* what;
    std::string_view part;
    std::string_view other;
    const char* changed;  // the only step whose digest changes; empty for none
};

constexpr Change changes[] = {
    {"a question reworded", "哪一个？", "您要哪一个？", ""},
    {"a label reworded", "没有了", "不问了", ""},
    {"an option reworded", "另外", "第二", ""},
    {"a reask added", "[请回数字。]", "[请回数字。, 请再看看。]", ""},
    {"an option more", "unsure: 说不准", "unsure: 说不准, three: 第三", "ask"},
    {"several at once", "type: choice,", "type: choice, multi: true,", "ask"},
    {"another key", "key: \"9\"", "key: \"2\"", "ask_more"},
    {"another choice", "id: no_more", "id: enough", "ask_more"},
    {"another branch", "slots.a = \"one\"", "slots.a = \"two\"", "fork"},
    {"leads elsewhere", "{else: ask_more}", "{else: end_it}", "fork"},
};

}  // namespace

TEST(StepDigest, SeesStructureAndNoTexts) {
    const Script old = script_of(std::string(before));
    for (const Change& change : changes) {
        SCOPED_TRACE(change.what);
        std::string body = with(change.part, change.other);
        if (std::string_view(change.what) == "leads elsewhere")
            body += "      - {id: other, next: ask_more}\n";
        const Script now = script_of(body);
        for (const char* step : {"ask", "fork", "ask_more", "end_it"})
            EXPECT_EQ(
                digest_of(now, step) != digest_of(old, step), step == std::string(change.changed)
            ) << step;
    }
}

TEST(StepDigest, DoesNotMindARenamedStep) {
    const Script old = script_of(std::string(before));
    std::string body = with("{else: ask_more}", "{else: more}");
    body.replace(body.find("{id: ask_more,"), 14, "{id: more, was: ask_more,");
    const Script now = script_of(body);
    EXPECT_EQ(digest_of(now, "fork"), digest_of(old, "fork"));
    EXPECT_EQ(digest_of(now, "more"), digest_of(old, "ask_more"));
    EXPECT_EQ(flow_digest(now, *now.flow("sample")), flow_digest(old, *old.flow("sample")));
}

TEST(FlowDigest, ChangesWithItsStepsAndSlots) {
    const Script old = script_of(std::string(before));
    const auto digest = [](const Script& script) {
        return flow_digest(script, *script.flow("sample"));
    };
    EXPECT_EQ(digest(script_of(with("哪一个？", "哪个？"))), digest(old));
    EXPECT_NE(digest(script_of(with("key: \"9\"", "key: \"2\""))), digest(old));
    EXPECT_NE(digest(script_of(with("unsure: 说不准", "unsure: 说不准, x: 别的"))), digest(old));
    EXPECT_NE(digest(script_of(std::string(before) + "      - {id: x, next: ask}\n")), digest(old));
}

}  // namespace dialogs::language
