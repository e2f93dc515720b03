#include "dialogs/language/lint.h"
#include "tests/unit/dialogs/language/sample_script.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

// Each file of broken/ is put into the sample script: as bot.yaml or patterns.yaml when its name
// says so, else as one more file of flows. Its last lines say all that must be complained about.

namespace dialogs::language {

namespace {

const std::filesystem::path broken_directory = "tests/unit/dialogs/language/broken";
constexpr std::string_view expect_mark = "# expect: ";

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

}  // namespace

TEST(Broken, IsExplainedWithItsPlace) {
    for (const std::filesystem::path& path : broken_files()) {
        SCOPED_TRACE(path.filename().string());
        const std::string text = read(path);
        Loaded loaded = read_script(sample_with({place_of(path), text}));
        if (loaded.script) loaded.problems = lint(*loaded.script);
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
    const std::set<std::string> rules = {"D000", "D001", "D002", "D003", "D004", "D005",
                                         "D006", "D007", "D008", "D010", "D011", "D012",
                                         "D013", "D020", "D021", "D022", "D030", "D031",
                                         "D033", "D050", "D051", "D052", "D060", "D061"};
    EXPECT_EQ(shown, rules);
}

}  // namespace dialogs::language
