#include "dialogs/conversation/report.h"

#include "dialogs/conversation/coverage.h"
#include "dialogs/conversation/golden.h"
#include "dialogs/conversation/player.h"
#include "dialogs/conversation/reader.h"

#include <algorithm>
#include <fstream>
#include <optional>
#include <sstream>

namespace dialogs::conversation {

namespace {

namespace fs = std::filesystem;

bool is_test(const fs::path& file) { return file.filename().string().ends_with(".test.yaml"); }

std::vector<fs::path> files_under(const fs::path& path) {
    std::error_code ignored;
    if (!fs::is_directory(path, ignored)) return {path};
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(path, ignored)) {
        if (entry.is_regular_file(ignored) && is_test(entry.path())) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::optional<std::string> whole_text(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    if (!in || !(text << in.rdbuf())) return {};
    return text.str();
}

void add_failure(Report& report, const fs::path& file, std::string message) {
    report.failures.push_back({{file.string(), 0, 0}, {}, std::move(message)});
}

void check_golden(
    const fs::path& file, const std::vector<Take>& takes, Golden golden, Report& report
) {
    if (takes.empty()) return;
    const fs::path beside = golden_file(file);
    const std::string text = golden_text(takes);
    if (golden == Golden::update) {
        if (!write_golden(beside, text)) add_failure(report, beside, "cannot be written");
        return;
    }
    if (auto difference = compare_golden(beside, text)) {
        add_failure(report, file, *std::move(difference));
    }
}

void play_file(
    const Script& script,
    const fs::path& file,
    Golden golden,
    Report& report,
    std::vector<Trace>& trace
) {
    const auto text = whole_text(file);
    if (!text) return add_failure(report, file, "cannot be read");
    std::vector<language::Problem> problems;
    const auto scenarios = read_scenarios(file.string(), *text, problems);
    for (language::Problem& problem : problems) {
        report.failures.push_back({problem.mark, {}, std::move(problem.message)});
    }
    if (!problems.empty()) return;
    std::vector<Take> takes;
    for (const Scenario& scenario : scenarios) {
        Player player(script, scenario);
        player.play();
        ++report.conversations;
        report.steps += static_cast<int>(scenario.moments.size());
        std::move(
            player.failures.begin(), player.failures.end(), std::back_inserter(report.failures)
        );
        trace.insert(trace.end(), player.trace.begin(), player.trace.end());
        if (scenario.golden) takes.push_back({scenario.name, std::move(player.beats)});
    }
    check_golden(file, takes, golden, report);
}

}  // namespace

namespace {

std::string place_of(const language::Mark& mark) {
    if (mark.line == 0) return mark.file;
    return mark.file + ':' + std::to_string(mark.line) + ':' + std::to_string(mark.column);
}

}  // namespace

std::string describe(const Unwalked& unwalked) {
    return place_of(unwalked.mark) + ": " + unwalked.what;
}

std::string describe(const Failure& failure) {
    std::string text = place_of(failure.mark);
    if (!failure.conversation.empty()) text += ": " + failure.conversation;
    return text + ": " + failure.message;
}

Report run_tests(const Script& script, const std::vector<fs::path>& paths, Golden golden) {
    Report report;
    std::vector<Trace> trace;
    for (const fs::path& path : paths) {
        const auto files = files_under(path);
        if (files.empty()) add_failure(report, path, "holds no *.test.yaml file");
        for (const fs::path& file : files)
            play_file(script, file, golden, report, trace);
    }
    report.coverage = coverage(script, trace);
    return report;
}

}  // namespace dialogs::conversation
