#include "dialogs/language/compiled.h"
#include "dialogs/language/lint.h"
#include "dialogs/language/read_kinds.h"
#include "tests/unit/dialogs/language/sample_script.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

// The step reference of dialogs/README.md says what the loader understands, and nothing else.

namespace dialogs::language {

namespace {

using Words = std::set<std::string>;

std::string read(const std::filesystem::path& path) {
    std::ifstream stream(path);
    return {std::istreambuf_iterator<char>(stream), {}};
}

// What stands between backticks and could be a field's name.
Words names_in(const std::string& cell) {
    Words names;
    std::istringstream parts(cell);
    std::string before;
    for (std::string name; std::getline(parts, before, '`') && std::getline(parts, name, '`');)
        if (is_id(name)) names.insert(name);
    return names;
}

// First cell → names of the last one, of every table of the step reference.
std::map<std::string, Words> reference() {
    const std::string text = read("dialogs/README.md");
    std::istringstream lines(text.substr(text.find("## Step reference")));
    std::map<std::string, Words> rows;
    for (std::string line; std::getline(lines, line) && !line.starts_with("| field |");) {
        if (!line.starts_with("| ")) continue;
        const std::size_t first = line.find(" |");
        const std::size_t last = line.rfind("| ");
        std::string head = line.substr(2, first - 2);
        std::erase(head, '`');
        rows[head] = names_in(line.substr(last));
    }
    return rows;
}

// Every key that some reader asks for.
Words keys_of_the_loader() {
    Words keys;
    for (const char* file :
         {"read_step", "read_kinds", "read_handoff", "read_flow", "read_types", "compiled"}) {
        std::string text = read("dialogs/language/" + std::string(file) + ".cpp");
        std::erase_if(text, [](char c) { return c == '\n' || c == ' '; });
        for (const char* call :
             {"need(\"",
              "take(\"",
              "text(\"",
              "texts(\"",
              "integer(\"",
              "truth(\"",
              "duration(\"",
              "entries(\"",
              "items(\"",
              "one_of(\"",
              "each_of(\"",
              "take_target(fields,\"",
              "read_score(own,\""}) {
            for (std::size_t at = text.find(call); at != std::string::npos;
                 at = text.find(call, at + 1)) {
                const std::size_t from = at + std::string_view(call).size();
                keys.insert(text.substr(from, text.find('"', from) - from));
            }
        }
    }
    return keys;
}

// Does the loader know `key` where the mark stands in `body`?
bool is_known(const std::string& body, const std::string& key) {
    std::string text = body;
    text.replace(text.find("KEY"), 3, key);
    const std::vector<SourceFile> files = {
        {"bot.yaml", "schema: dialog/1\nentry_flow: sample\n"}, sample_flow(text)};
    const Loaded loaded = read_script(files);
    const std::string complaint = "unknown key '" + key + "'";
    for (const Problem& problem : loaded.problems)
        if (problem.message.find(complaint) != std::string::npos) return false;
    return true;
}

Words known_in(const std::string& body, const Words& keys) {
    Words known;
    for (const std::string& key : keys)
        if (is_known(body, key)) known.insert(key);
    return known;
}

Words kinds_in(const Words& keys) {
    Words kinds;
    for (const std::string& key : keys)
        if (kind_reader(key) != nullptr) kinds.insert(key);
    return kinds;
}

Words minus(Words all, const Words& some) {
    for (const std::string& one : some)
        all.erase(one);
    return all;
}

Words plus(Words all, const Words& more) {
    all.insert(more.begin(), more.end());
    return all;
}

struct Part {
    const char* name;
    const char* body;
};

constexpr Part parts[] = {
    {"a choice", "    steps: [{id: a, menu: x, choices: [{id: x, key: x, label: x, KEY: x}]}]\n"},
    {"a field of a form", "    steps: [{id: a, form: [{collect: x, ask: x, KEY: x}]}]\n"},
    {"an answer", "    steps: [{id: a, answer: {query: x, KEY: x}}]\n"},
    {"a handoff", "    steps: [{id: a, handoff: {queue: x, KEY: x}}]\n"},
    {"its context", "    steps: [{id: a, handoff: {queue: x, context: {KEY: x}}}]\n"},
    {"its priority", "    steps: [{id: a, handoff: {queue: x, priority: {then: high, KEY: x}}}]\n"},
    {"a next", "    steps: [{id: a, next: {KEY: x}}]\n"},
    {"a validation", "    steps: [{id: a, collect: x, ask: x, validate: [{KEY: x}]}]\n"},
    {"a timeout", "    steps: [{id: a, confirm: x, timeout: {KEY: x}}]\n"},
    {"a trigger", "    steps: [{id: a, say: x}]\n  other:\n    trigger: {KEY: x}\n"},
    {"a flow", "    steps: [{id: a, say: x}]\n  other:\n    KEY: x\n"},
    {"a slot", "    slots: {a: {KEY: x}}\n"},
};

}  // namespace

TEST(Readme, SaysEveryFieldOfEveryKindOfStep) {
    const auto rows = reference();
    const Words keys = keys_of_the_loader();
    const Words common = rows.at("every step");
    const Words asking = rows.at("every step that asks");
    Words kinds;
    for (const std::string row :
         {"say",
          "collect",
          "menu",
          "confirm",
          "form",
          "review",
          "choose_slot",
          "answer",
          "action",
          "set",
          "call",
          "link",
          "handoff"}) {
        SCOPED_TRACE(row);
        ASSERT_TRUE(rows.contains(row));
        ASSERT_NE(kind_reader(row), nullptr);
        kinds.insert(row);
        const std::string body = "    steps: [{id: a, " + row + ": x, KEY: x}]\n";
        const Words all_kinds = kinds_in(keys);
        // Another kind's word is not unknown there, only one too many.
        const Words known = minus(known_in(body, keys), all_kinds);
        Words said = plus(rows.at(row), common);
        if (kind_reader(row)->asks) said = plus(said, asking);
        EXPECT_EQ(known, minus(said, all_kinds));
    }
    Words words;
    std::istringstream listed(kind_words());
    for (std::string word; std::getline(listed, word, ',');)
        words.insert(word.substr(word.find_first_not_of(' ')));
    EXPECT_EQ(kinds, words);
}

TEST(Readme, SaysEveryFieldOfTheirParts) {
    const auto rows = reference();
    const Words keys = keys_of_the_loader();
    for (const Part& part : parts) {
        SCOPED_TRACE(part.name);
        ASSERT_TRUE(rows.contains(part.name));
        EXPECT_EQ(known_in(part.body, keys), rows.at(part.name));
    }
}

TEST(Readme, SaysEveryDestination) {
    const std::string text = read("dialogs/README.md");
    const std::size_t from = text.find("| destination |");
    ASSERT_NE(from, std::string::npos);
    std::istringstream lines(text.substr(from, text.find("\n\n", from) - from));
    Words said;
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with("| `")) said.insert(line.substr(3, line.find('`', 3) - 3));
    const auto names = destination_names();
    EXPECT_EQ(said, Words(names.begin(), names.end()));
}

TEST(Readme, BeginsWithAFlowThatIsFlawless) {
    const std::string text = read("dialogs/README.md");
    constexpr std::string_view fence = "```yaml\n";
    const std::size_t from = text.find(fence) + fence.size();
    std::vector<Problem> problems;
    std::vector<SourceFile> files = script_files("dialogs/scripts", problems);
    files.push_back({"flows/visit.yaml", text.substr(from, text.find("```", from) - from)});
    const Loaded loaded = read_script(files);
    ASSERT_TRUE(loaded.script.has_value()) << described(loaded.problems);
    for (const Problem& problem : lint(*loaded.script))
        EXPECT_NE(problem.mark.file, "flows/visit.yaml") << describe(problem);
}

TEST(Readme, LeavesNoWordOfTheReferenceWithoutMeaning) {
    const Words keys = keys_of_the_loader();
    for (const auto& [row, words] : reference())
        for (const std::string& word : words)
            EXPECT_TRUE(keys.contains(word) || kind_reader(word) != nullptr) << row << ": " << word;
}

}  // namespace dialogs::language
