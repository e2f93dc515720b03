#include "dialogs/conversation/report.h"
#include "dialogs/language/loader.h"
#include "gateway/cli/cli.h"
#include "gateway/cli/setup.h"

#include <fmt/format.h>

namespace gateway::cli {
namespace {

double percent(int part, int whole) { return whole == 0 ? 100.0 : 100.0 * part / whole; }

void show_coverage(const std::vector<dialogs::conversation::Coverage>& coverage) {
    for (const auto& flow : coverage) {
        fmt::print(
            "{:<32} steps {:5.1f} %  branches {:5.1f} %\n",
            flow.flow,
            percent(flow.steps_walked, flow.steps),
            percent(flow.branches_walked, flow.branches)
        );
        for (const auto& place : flow.missing)
            fmt::print("    not walked: {}\n", describe(place));
    }
}

}  // namespace

int test(const std::vector<std::string>& paths, const std::string& scripts, bool update) {
    auto loaded = dialogs::language::load_script(scripts);
    if (!loaded.script) {
        for (const auto& problem : loaded.problems)
            fmt::print(stderr, "{}\n", describe(problem));
        return bad_input;
    }
    using dialogs::conversation::Golden;
    const auto report = dialogs::conversation::run_tests(
        *loaded.script, {paths.begin(), paths.end()}, update ? Golden::update : Golden::compare
    );
    for (const auto& failure : report.failures)
        fmt::print(stderr, "{}\n", describe(failure));
    show_coverage(report.coverage);
    fmt::print(
        "{} conversations, {} steps, {} failures\n",
        report.conversations,
        report.steps,
        report.failures.size()
    );
    return report.passed() ? done : bad_input;
}

}  // namespace gateway::cli
