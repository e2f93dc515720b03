#include "dialogs/conversation/report.h"
#include "dialogs/language/loader.h"

#include <fmt/core.h>

#include <charconv>
#include <string_view>
#include <vector>

// conversations [--coverage PERCENT] [--update] SCRIPTS PATH…: plays the conversations; with
// --coverage, they have to walk so much of the scripts; with --update, *.golden.json are written
// anew.

namespace {

using namespace dialogs;

int percent(int part, int whole) { return whole == 0 ? 100 : part * 100 / whole; }

bool is_covered(const conversation::Report& report, int wanted) {
    conversation::Coverage all;
    for (const auto& flow : report.coverage) {
        const int steps = percent(flow.steps_walked, flow.steps);
        const int branches = percent(flow.branches_walked, flow.branches);
        fmt::print("{:30} steps {:3}%  branches {:3}%\n", flow.flow, steps, branches);
        for (const auto& missing : flow.missing)
            fmt::print("    not walked: {}\n", describe(missing));
        all.steps += flow.steps;
        all.steps_walked += flow.steps_walked;
        all.branches += flow.branches;
        all.branches_walked += flow.branches_walked;
    }
    return percent(all.steps_walked, all.steps) >= wanted &&
           percent(all.branches_walked, all.branches) >= wanted;
}

int play(
    std::string_view scripts,
    const std::vector<std::filesystem::path>& paths,
    int wanted,
    conversation::Golden golden
) {
    const auto loaded = language::load_script(scripts);
    for (const auto& problem : loaded.problems)
        fmt::print("{}\n", describe(problem));
    if (!loaded.script) return 1;
    const auto report = conversation::run_tests(*loaded.script, paths, golden);
    for (const auto& failure : report.failures)
        fmt::print("{}\n", describe(failure));
    fmt::print("{} conversations, {} steps\n", report.conversations, report.steps);
    const bool covered = wanted == 0 || is_covered(report, wanted);
    return report.passed() && covered ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<std::string_view> arguments(argv + 1, argv + argc);
    int wanted = 0;
    if (arguments.size() > 1 && arguments[0] == "--coverage") {
        const std::string_view number = arguments[1];
        std::from_chars(number.data(), number.data() + number.size(), wanted);
        arguments.erase(arguments.begin(), arguments.begin() + 2);
    }
    auto golden = conversation::Golden::compare;
    if (!arguments.empty() && arguments[0] == "--update") {
        golden = conversation::Golden::update;
        arguments.erase(arguments.begin());
    }
    if (arguments.size() < 2) {
        fmt::print(stderr, "usage: conversations [--coverage PERCENT] [--update] SCRIPTS PATH…\n");
        return 2;
    }
    return play(arguments[0], {arguments.begin() + 1, arguments.end()}, wanted, golden);
}
