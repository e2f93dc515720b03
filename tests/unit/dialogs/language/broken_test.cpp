#include "dialogs/language/lint.h"
#include "tests/unit/dialogs/language/sample_script.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

// Each file of broken/ is put into the sample script: as bot.yaml or patterns.yaml when its name
// says so, else as one more file of flows. Its last lines say all that must be complained about,
// and what stands beside the script (today is 2026-11-23):
//
//   # article: topic  in force from  review by  facets
//   # untested: step          every other step is walked by some test
//   # waiting: step sessions  conversations at the step as it was before
//   # expect: file:line:column: code message

namespace dialogs::language {

namespace {

const std::filesystem::path broken_directory = "tests/unit/dialogs/language/broken";
constexpr std::string_view expect_mark = "# expect: ";
constexpr std::chrono::sys_days today = std::chrono::year(2026) / 11 / 23;

std::vector<std::filesystem::path> broken_files() {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(broken_directory))
        paths.push_back(entry.path());
    return paths;
}

std::string place_of(const std::filesystem::path& path) {
    const std::string name = path.stem().string();
    if (name.starts_with("bot_")) return "bot.yaml";
    if (name.starts_with("patterns_")) return "patterns.yaml";
    return "flows/sample.yaml";
}

std::string read(const std::filesystem::path& path) {
    std::ifstream stream(path);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::string expected(const std::string& text) {
    std::istringstream lines(text);
    std::string found;
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with(expect_mark)) found += line.substr(expect_mark.size()) + "\n";
    return found;
}

std::chrono::sys_days day(const std::string& iso) {
    int year = 0;
    unsigned month = 0;
    unsigned number = 0;
    EXPECT_EQ(std::sscanf(iso.c_str(), "%d-%u-%u", &year, &month, &number), 3);
    return std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(number);
}

ArticleFacts article(std::istringstream& words) {
    std::string from;
    std::string review;
    ArticleFacts facts;
    words >> facts.topic >> from >> review;
    facts.effective_from = day(from);
    facts.review_by = day(review);
    for (std::string facet; words >> facet;)
        facts.facets.insert(facet);
    facts.mark = {facts.topic + ".yaml", 1, 1};
    return facts;
}

Surroundings surroundings(const std::string& text, const Script& script) {
    Surroundings around;
    around.today = today;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string hash;
        std::string kind;
        std::string step;
        words >> hash >> kind;
        if (kind == "article:") {
            if (!around.articles) around.articles.emplace();
            around.articles->push_back(article(words));
        } else if (kind == "untested:") {
            words >> step;
            around.walked.emplace();
            for (const auto& [id, flow] : script.flows)
                for (const Step& walked : flow.steps)
                    if (id + "." + walked.id != step) around.walked->insert(id + "." + walked.id);
        } else if (kind == "waiting:") {
            WaitingAt waiting{{}, "another digest", 0};
            words >> waiting.step >> waiting.sessions;
            around.waiting.push_back(std::move(waiting));
        }
    }
    return around;
}

// Every code that stands in a string of the room's code.
std::set<std::string> codes_in_the_code() {
    std::set<std::string> codes;
    for (const auto& entry : std::filesystem::directory_iterator("dialogs/language")) {
        const std::string text = read(entry.path());
        for (std::size_t at = text.find("\"D0"); at != std::string::npos;
             at = text.find("\"D0", at + 1))
            if (text.at(at + 5) == '"') codes.insert(text.substr(at + 1, 4));
    }
    return codes;
}

}  // namespace

TEST(Broken, IsExplainedWithItsPlace) {
    for (const std::filesystem::path& path : broken_files()) {
        SCOPED_TRACE(path.filename().string());
        const std::string text = read(path);
        Loaded loaded = read_script(sample_with({place_of(path), text}));
        if (loaded.script)
            loaded.problems = lint(*loaded.script, surroundings(text, *loaded.script));
        EXPECT_EQ(described(loaded.problems), expected(text));
    }
}

TEST(Broken, HasAnExampleOfEveryRule) {
    std::set<std::string> shown;
    for (const std::filesystem::path& path : broken_files()) {
        std::istringstream lines(expected(read(path)));
        for (std::string place, code, rest; lines >> place >> code && std::getline(lines, rest);)
            shown.insert(code);
    }
    EXPECT_EQ(shown, codes_in_the_code());
}

}  // namespace dialogs::language
