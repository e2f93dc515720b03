#include "dialogs/language/formats.h"

#include "tests/unit/dialogs/language/sample_script.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

// dialog/2 and dialog/3 do not exist: as these tests have them, a trigger was an `opening` in the
// first format, and what is said was an `utter` until the third.

namespace dialogs::language {

namespace {

const std::filesystem::path shown_changes = "tests/unit/dialogs/language/formats";

void replace_all(std::string& text, std::string_view old, std::string_view next) {
    for (std::size_t at = 0; (at = text.find(old, at)) != std::string::npos; at += next.size())
        text.replace(at, old.size(), next);
}

std::optional<std::string> trigger_of_opening(const SourceFile& file, std::vector<Problem>&) {
    std::string text = file.text;
    replace_all(text, "opening:", "trigger:");
    return text;
}

// With one more line, as a change may have it.
std::optional<std::string> say_of_utter(const SourceFile& file, std::vector<Problem>&) {
    std::string text = file.text;
    if (text.find("utter:") != std::string::npos) text = "# 第三版\n" + text;
    replace_all(text, "utter:", "say:");
    return text;
}

const std::vector<FormatChange> to_second{{1, trigger_of_opening}};
const std::vector<FormatChange> to_third{{1, trigger_of_opening}, {2, say_of_utter}};

std::string first_format(const std::string& steps) {
    return "schema: dialog/1\nflows:\n  sample:\n    opening: {phrases: [试一试]}\n    steps:\n" +
           steps;
}

const std::string one_step = "      - {id: a, utter: 您好。, next: END}\n";

struct Changed {
    std::string text;
    std::string problems;
};

Changed change(const std::string& text, std::span<const FormatChange> changes) {
    std::vector<Problem> problems;
    const auto current = to_current({"flows/sample.yaml", text}, changes, problems);
    return {current ? current->file.text : "", described(problems)};
}

Loaded with_file(const std::string& text, std::span<const FormatChange> changes) {
    return read_script(sample_with({"flows/sample.yaml", text}), changes);
}

using Texts = std::map<std::string, std::string>;  // by file name

Texts texts_in(const std::filesystem::path& folder) {
    Texts texts;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
        std::ifstream stream(entry.path());
        texts[entry.path().filename().string()] = {std::istreambuf_iterator<char>(stream), {}};
    }
    return texts;
}

// What keeps the files of a folder from showing what a change does; empty when they do.
std::string not_shown(const FormatChange& change, const Texts& before, const Texts& after) {
    if (before.empty()) return "no file shows the change from " + format_name(change.from) + "\n";
    std::string wrong;
    for (const auto& [name, text] : before) {
        std::vector<Problem> problems;
        const auto changed = to_current({name, text}, {&change, 1}, problems);
        wrong += described(problems);
        if (changed && !changed->older) wrong += name + ": is not in the older format\n";
        if (!after.contains(name))
            wrong += name + ": is missing in after/\n";
        else if (changed && changed->file.text != after.at(name))
            wrong += name + ": becomes\n" + changed->file.text;
    }
    for (const auto& [name, text] : after)
        if (!before.contains(name)) wrong += name + ": is missing in before/\n";
    return wrong;
}

}  // namespace

TEST(Formats, AChainOfChangesKeepsWhatTheAuthorWroteAroundThem) {
    const std::string text =
        "# 作者的话\nschema:   \"dialog/1\"  # 版本\nflows:\n"
        "  sample:   # opening 一词在这里不动\n    opening: {phrases: [试一试]}\n    steps:\n" +
        one_step;
    const Changed changed = change(text, to_third);
    EXPECT_EQ(changed.problems, "");
    EXPECT_EQ(
        changed.text,
        "# 第三版\n# 作者的话\nschema:   \"dialog/3\"  # 版本\nflows:\n"
        "  sample:   # opening 一词在这里不动\n    trigger: {phrases: [试一试]}\n    steps:\n"
        "      - {id: a, say: 您好。, next: END}\n"
    );
    EXPECT_EQ(change(changed.text, to_third).text, changed.text);
}

TEST(Formats, TheSchemaIsFoundWhereverItStands) {
    EXPECT_EQ(
        change("{flows: {甲: 乙}, schema: 'dialog/1'}", to_second).text,
        "{flows: {甲: 乙}, schema: 'dialog/2'}"
    );
    EXPECT_EQ(
        change("flows: {}\r\nschema: dialog/1\r\n", to_second).text,
        "flows: {}\r\nschema: dialog/2\r\n"
    );
    EXPECT_EQ(
        change("\xEF\xBB\xBFschema: dialog/1\n", to_second).text, "\xEF\xBB\xBFschema: dialog/2\n"
    );
    EXPECT_EQ(
        change("schema: \"dialog\\u002F1\"\n", to_second).problems,
        "flows/sample.yaml (as dialog/2):1:1: D000 the change to dialog/2 leaves no "
        "'schema: dialog/1'\n"
    );
}

TEST(Formats, TheLoaderReadsOlderFilesBesideNewOnes) {
    const Loaded loaded = with_file(first_format(one_step), to_third);
    ASSERT_TRUE(loaded.script) << described(loaded.problems);
    EXPECT_TRUE(loaded.script->step("sample", "a"));
    std::string current = first_format(one_step);
    replace_all(current, "dialog/1", "dialog/3");
    replace_all(current, "opening", "trigger");
    replace_all(current, "utter", "say");
    EXPECT_TRUE(with_file(current, to_third).script);
}

TEST(Formats, AProblemIsPlacedInTheAuthorsLinesOrSaysThatItIsNot) {
    const std::string unknown = "      - {id: a, say: 您好。, next: nowhere}\n";
    EXPECT_EQ(
        described(with_file(first_format(unknown), to_third).problems),
        "flows/sample.yaml:6:33: D002 there is no step 'nowhere' in flow 'sample'\n"
    );
    const std::string moved = "      - {id: a, utter: 您好。, next: nowhere}\n";
    EXPECT_EQ(
        described(with_file(first_format(moved), to_third).problems),
        "flows/sample.yaml (as dialog/3):7:33: D002 there is no step 'nowhere' in flow "
        "'sample'\n"
    );
}

TEST(Formats, WhatIsNewerIsRefused) {
    EXPECT_EQ(
        change("schema: dialog/4\n", to_third).problems,
        "flows/sample.yaml:1:9: D000 dialog/4 is newer than this program, which reads "
        "dialog/3\n"
    );
    EXPECT_FALSE(with_file("schema: dialog/4\nflows: {}\n", to_third).script);
}

TEST(Formats, AGapInTheChainIsRefused) {
    const std::vector<FormatChange> gap{{1, trigger_of_opening}, {3, say_of_utter}};
    EXPECT_EQ(
        change(first_format(one_step), gap).problems,
        "flows/sample.yaml:1:9: D000 dialog/1 is too old: this reads dialog/4 and knows no "
        "way on from dialog/2\n"
    );
}

TEST(Formats, AChangeThatFailsSaysWhereAndNothingIsRead) {
    const std::vector<FormatChange> failing{
        {1,
         [](const SourceFile& file, std::vector<Problem>& problems) -> std::optional<std::string> {
             problems.push_back({{file.name, 4, 5}, "D000", Severity::error, "two in one"});
             return std::nullopt;
         }}};
    const Loaded loaded = with_file(first_format(one_step), failing);
    EXPECT_FALSE(loaded.script);
    EXPECT_NE(
        described(loaded.problems).find("flows/sample.yaml:4:5: D000 two in one\n"),
        std::string::npos
    );
}

TEST(Formats, AChangeThatIsWrongIsFoundOut) {
    const std::vector<FormatChange> silent{
        {1, [](const SourceFile&, std::vector<Problem>&) -> std::optional<std::string> {
             return std::nullopt;
         }}};
    EXPECT_EQ(
        change("schema: dialog/1\n", silent).problems,
        "flows/sample.yaml:1:1: D000 cannot be changed to dialog/2\n"
    );
    const std::vector<FormatChange> breaking{
        {1, [](const SourceFile&, std::vector<Problem>&) -> std::optional<std::string> {
             return "schema: dialog/1\nflows: [";
         }}};
    const Changed broken = change("schema: dialog/1\n", breaking);
    EXPECT_EQ(broken.text, "");
    EXPECT_TRUE(broken.problems.starts_with("flows/sample.yaml (as dialog/2):")) << broken.problems;
}

// What a database holds is named by the digest that the program had then.
TEST(Formats, AConversationFindsTheScriptItBeganWithAfterTheFormatHasChanged) {
    const std::string text =
        "schema: dialog/1\nflows:\n  sample:\n    trigger: {phrases: [试一试]}\n"
        "    steps: [{id: a, say: 您好。, next: END}]\n";
    const Loaded then = with_file(text, {});
    const Loaded now = with_file(text, to_third);
    ASSERT_TRUE(then.script && now.script) << described(now.problems);
    EXPECT_EQ(now.script->digest, then.script->digest);

    std::string rewritten = text;
    replace_all(rewritten, "dialog/1", "dialog/3");
    EXPECT_NE(with_file(rewritten, to_third).script->digest, then.script->digest)
        << "the same words may mean something else in another format";
}

TEST(Formats, TheProductsChangesLeadFromOneToTheNextAndEachIsShown) {
    int from = 1;
    for (const FormatChange& change : format_changes()) {
        EXPECT_EQ(change.from, from++);
        const auto folder = shown_changes / ("dialog_" + std::to_string(change.from));
        EXPECT_EQ(not_shown(change, texts_in(folder / "before"), texts_in(folder / "after")), "")
            << folder;
    }
}

TEST(Formats, AChangeThatIsNotShownIsFoundOut) {
    const FormatChange& change = to_second.front();
    const Texts before = texts_in(shown_changes / "example/before");
    const Texts after = texts_in(shown_changes / "example/after");
    EXPECT_EQ(not_shown(change, before, after), "");
    EXPECT_EQ(
        not_shown(change, texts_in(shown_changes / "nowhere"), after),
        "no file shows the change from dialog/1\n"
    );
    EXPECT_EQ(not_shown(change, before, {}), "visit.yaml: is missing in after/\n");
    Texts more = after;
    more["more.yaml"] = "";
    EXPECT_EQ(not_shown(change, before, more), "more.yaml: is missing in before/\n");
    EXPECT_EQ(not_shown(change, before, before), "visit.yaml: becomes\n" + after.at("visit.yaml"));
    EXPECT_NE(not_shown(change, after, after), "");
}

}  // namespace dialogs::language
