#include "dialogs/language/loader.h"
#include "gateway/cli/cli.h"
#include "gateway/cli/setup.h"
#include "gateway/config/organisation.h"
#include "knowledge/library.h"

#include <fmt/format.h>

#include <chrono>

namespace gateway::cli {
namespace {

namespace chrono = std::chrono;

// Prints what is wrong; true when none of it is an error.
bool show(const std::vector<dialogs::language::Problem>& problems) {
    for (const auto& problem : problems) {
        const bool warning = problem.severity == dialogs::language::Severity::warning;
        fmt::print(stderr, "{}{}\n", describe(problem), warning ? " (warning)" : "");
    }
    return !has_error(problems);
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

void list_open_points(const knowledge::Library& library, chrono::year_month_day today) {
    const auto points = knowledge::open_points(library, today);
    for (const auto& point : points)
        fmt::print("{}: {}\n", point.topic, point.message);
    fmt::print(
        "{} articles, {} open points for the county\n", library.articles().size(), points.size()
    );
}

}  // namespace

int check(const std::string& file) {
    auto config = read_config(file);
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
    }
    auto script = dialogs::language::load_script(config->scripts);
    good = show(script.problems) && good;

    auto library = knowledge::Library::load(config->articles.string());
    if (!library) {
        fmt::print(stderr, "{}\n", library.error().detail);
        good = false;
    } else {
        list_open_points(*library, today);
    }
    if (good) fmt::print("{}: good\n", file);
    return good ? done : bad_input;
}

}  // namespace gateway::cli
