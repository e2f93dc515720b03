#include "dialogs/conversation/report.h"
#include "dialogs/language/lint.h"
#include "dialogs/language/loader.h"
#include "gateway/bundle_loader.h"
#include "gateway/cli/check_channels.h"
#include "gateway/cli/cli.h"
#include "gateway/cli/setup.h"
#include "gateway/cli/survey.h"
#include "gateway/config/organisation.h"
#include "gateway/console.h"
#include "gateway/turns/contract.h"
#include "gateway/turns/town_office.h"
#include "knowledge/library.h"
#include "knowledge/open_points.h"

#include <fmt/format.h>

#include <chrono>
#include <set>

namespace gateway::cli {
namespace {

namespace chrono = std::chrono;

// Prints what is wrong; true when none of it is an error, or with `strict` when there is nothing.
bool show(const std::vector<dialogs::language::Problem>& problems, bool strict) {
    for (const auto& problem : problems) {
        fmt::print(stderr, "{}\n", describe(problem));
    }
    return strict ? problems.empty() : !has_error(problems);
}

// The next year's working days are announced in November; without them due dates are guesses.
void warn_of_missing_year(const config::Organisation& organisation, chrono::year_month_day today) {
    const auto next = today.year() + chrono::years(1);
    for (const auto year : {today.year(), next}) {
        if (year == next && today.month() < chrono::November) continue;
        if (!organisation.calendar().covers(year))
            fmt::print("{}年的工作日历还没有导入，到期日只是暂定\n", int(year));
    }
}

// What residents are told who write the name of their town.
void list_unfilled_offices(const config::Organisation& organisation) {
    for (const auto& name : turns::unfilled_offices(organisation))
        fmt::print("{}\n", name);
}

void list_open_points(const knowledge::Library& library, chrono::year_month_day today) {
    const auto points = knowledge::open_points(library, today);
    for (const auto& point : points)
        fmt::print("{}: {}\n", point.topic, point.message);
    for (const auto& gap : knowledge::gaps(library))
        fmt::print("{}: {}\n", gap.topic, gap.message);
    fmt::print(
        "{} articles, {} open points for the county\n", library.articles().size(), points.size()
    );
}

// Steps that some test walks.
std::set<std::string> walked_by(
    const dialogs::Script& script, const std::vector<std::string>& tests
) {
    std::set<std::string> walked;
    for (const auto& [id, flow] : script.flows)
        for (const auto& step : flow.steps)
            walked.insert(id + '.' + step.id);
    const auto report = dialogs::conversation::run_tests(script, {tests.begin(), tests.end()});
    for (const auto& flow : report.coverage)
        for (const auto& unwalked : flow.missing)
            walked.erase(unwalked.what);
    return walked;
}

std::vector<dialogs::language::WaitingAt> waiting_at(
    const config::Config& config, const dialogs::Script& script
) {
    auto database = existing_database(config);
    if (!database || !*database) return {};
    auto editions = stored_editions(**database);
    if (!editions) return {};
    auto found = survey(**database, *editions, script, ops::system_clock()());
    return found ? std::move(found->waiting) : std::vector<dialogs::language::WaitingAt>{};
}

// Everything lint knows, with the articles, and with tests and database if they were named.
bool check_script(
    const CheckOptions& options, const config::Config& config, const knowledge::Library* library
) {
    auto loaded = dialogs::language::load_script(config.scripts);
    if (!loaded.script) return show(loaded.problems, options.strict);
    const auto& script = *loaded.script;
    dialogs::language::Surroundings around;
    if (library) around = surroundings_of(*library, config.articles, ops::system_clock()());
    if (!options.tests.empty()) around.walked = walked_by(script, options.tests);
    if (options.database) around.waiting = waiting_at(config, script);
    auto problems = std::move(loaded.problems);
    for (const auto& more : {lint(script, around), turns::check_contract(script)})
        problems.insert(problems.end(), more.begin(), more.end());
    dialogs::language::sort_by_place(problems);
    return show(problems, options.strict);
}

void tell_consoles(const config::Config& config) {
    for (const auto& channel : config.channels) {
        const auto told = console_of(channel, config.public_url);
        if (!told.empty()) fmt::print("{}:\n{}", channel.name, told);
    }
}

}  // namespace

int check(const CheckOptions& options) {
    auto config = read_config(options.config);
    if (!config) return bad_input;
    bool good = true;
    const chrono::year_month_day today(
        chrono::floor<chrono::days>(chrono::system_clock::now() + chrono::hours(8))
    );

    auto organisation = config::load_organisation(config->organisation);
    if (!organisation) {
        fmt::print(stderr, "{}", organisation.error().text());
        good = false;
    } else {
        warn_of_missing_year(*organisation, today);
        list_unfilled_offices(*organisation);
    }
    bool all_fit = true;
    auto library = library_in_force(*config, &all_fit);
    good = good && all_fit;
    if (!library) {
        fmt::print(stderr, "{}\n", library.error().detail);
        good = false;
    } else {
        list_open_points(*library, today);
    }
    good = check_script(options, *config, library ? &*library : nullptr) && good;
    // Whoever sets up a channel need not wait for those who write the scripts.
    const bool can_be_set_up = check_channels(*config, library ? &*library : nullptr);
    if (can_be_set_up) tell_consoles(*config);
    good = good && can_be_set_up;
    if (good) fmt::print("{}: good\n", options.config);
    return good ? done : bad_input;
}

}  // namespace gateway::cli
