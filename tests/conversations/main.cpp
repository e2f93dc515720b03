#include "dialogs/conversation/report.h"
#include "dialogs/language/loader.h"

#include <fmt/format.h>

#include <string_view>
#include <vector>

// conversations [--coverage] [--update] SCRIPTS PATH…: plays the conversations; with --coverage,
// they have to walk the scripts through; with --update, *.golden.json are written anew.

namespace {

using namespace dialogs;
using conversation::Coverage;

// Per cent, of steps and of branches alike.
constexpr int least_of_all = 95;
constexpr int least_of_a_flow = 90;
constexpr int least_of_a_pattern = 100;

int percent(int part, int whole) { return whole == 0 ? 100 : part * 100 / whole; }

bool has_walked(const Coverage& flow, int least) {
    const int steps = percent(flow.steps_walked, flow.steps);
    const int branches = percent(flow.branches_walked, flow.branches);
    const bool enough = steps >= least && branches >= least;
    fmt::print("{:30} steps {:3}%  branches {:3}%", flow.flow, steps, branches);
    fmt::print("{}\n", enough ? "" : fmt::format("  less than {}%", least));
    return enough;
}

bool is_covered(const conversation::Report& report) {
    Coverage all;
    all.flow = "all";
    bool enough = true;
    for (const Coverage& flow : report.coverage) {
        const bool repairs = flow.flow.starts_with("pattern_");
        enough = has_walked(flow, repairs ? least_of_a_pattern : least_of_a_flow) && enough;
        for (const auto& missing : flow.missing)
            fmt::print("    not walked: {}\n", describe(missing));
        all.steps += flow.steps;
        all.steps_walked += flow.steps_walked;
        all.branches += flow.branches;
        all.branches_walked += flow.branches_walked;
    }
    return has_walked(all, least_of_all) && enough;
}

int play(
    std::string_view scripts,
    const std::vector<std::filesystem::path>& paths,
    bool covers,
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
    const bool covered = !covers || is_covered(report);
    return report.passed() && covered ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<std::string_view> arguments(argv + 1, argv + argc);
    const bool covers = !arguments.empty() && arguments[0] == "--coverage";
    if (covers) arguments.erase(arguments.begin());
    auto golden = conversation::Golden::compare;
    if (!arguments.empty() && arguments[0] == "--update") {
        golden = conversation::Golden::update;
        arguments.erase(arguments.begin());
    }
    if (arguments.size() < 2) {
        fmt::print(stderr, "usage: conversations [--coverage] [--update] SCRIPTS PATH…\n");
        return 2;
    }
    return play(arguments[0], {arguments.begin() + 1, arguments.end()}, covers, golden);
}
