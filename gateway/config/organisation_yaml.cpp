#include "dialogs/language/fields.h"
#include "gateway/config/document.h"
#include "gateway/config/organisation.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

// prefix: LN
// areas:    [{code, name, aliases, parent, size: large|small}, …]    the county first
// offices:  [{area, name, phone, address, hours: ["08:30-12:00", "14:00-17:30"]}, …]
// calendar: {2026: {source, off: ["01-01..01-03", …], work: ["01-04", …]}, …}

namespace gateway::config {
namespace {

using dialogs::language::complain;
using dialogs::language::Fields;
using dialogs::language::Mark;
using dialogs::language::Problems;
using dialogs::language::YamlEntry;
using dialogs::language::YamlNode;
using std::chrono::minutes;

std::optional<int> number(std::string_view digits) {
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size() || value < 0)
        return std::nullopt;
    return value;
}

// "08:30"
std::optional<minutes> clock_time(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    const auto hour = number(text.substr(0, 2));
    const auto minute = number(text.substr(3));
    if (!hour || !minute || *hour > 24 || *minute > 59 || *hour * 60 + *minute > 24 * 60)
        return std::nullopt;
    return minutes(*hour * 60 + *minute);
}

Hours read_hours(Fields& office) {
    Hours hours;
    for (const YamlNode& node : office.items("hours")) {
        const std::string_view text = node.text;
        const std::size_t dash = text.find('-');
        const auto from = clock_time(text.substr(0, dash));
        const auto to =
            dash == std::string_view::npos ? std::nullopt : clock_time(text.substr(dash + 1));
        if (!from || !to || *from >= *to || (!hours.empty() && *from <= hours.back().to)) {
            complain(
                office.problems(), node.mark, "hours are written \"08:30-12:00\", the earlier first"
            );
            continue;
        }
        hours.push_back({*from, *to});
    }
    return hours.empty() ? usual_hours() : hours;
}

Office read_office(const YamlNode& node, const std::set<std::string>& codes, Problems& problems) {
    Fields fields(node, "an office", problems);
    Office office;
    if (fields.need("area") != nullptr) office.area = fields.text("area");
    if (!office.area.empty() && !codes.contains(office.area)) {
        complain(problems, node.mark, "no area has the code " + office.area);
    }
    if (fields.need("name") != nullptr) office.name = fields.text("name");
    office.phone = fields.text("phone");
    office.address = fields.text("address");
    office.hours = read_hours(fields);
    fields.finish();
    return office;
}

bool is_area_code(std::string_view code) {
    const bool digits = code.find_first_not_of("0123456789") == std::string_view::npos;
    return digits && (code.size() == 6 || code.size() == 9 || code.size() == 12);
}

Area read_area(const YamlNode& node, Problems& problems) {
    Fields fields(node, "an area", problems);
    Area area;
    if (fields.need("code") != nullptr) area.code = fields.text("code");
    if (!is_area_code(area.code))
        complain(problems, node.mark, "an area's code has 6, 9 or 12 digits");
    if (fields.need("name") != nullptr) area.name = fields.text("name");
    area.aliases = fields.texts("aliases");
    // A code begins with that of the area around it.
    const std::size_t inherited = area.code.size() == 12 ? 9 : area.code.size() == 9 ? 6 : 0;
    area.parent = fields.text("parent", area.code.substr(0, inherited));
    constexpr std::array sizes = {TownSize::unset, TownSize::large, TownSize::small};
    area.size = sizes[fields.one_of("size", {"unset", "large", "small"}, 0)];
    fields.finish();
    return area;
}

// `codes` are those of the areas before: an area stands after the one around it, so none can lie in
// itself.
void check_area(
    const Area& area, const Mark& mark, const std::set<std::string>& codes, Problems& problems
) {
    if (codes.contains(area.code))
        complain(problems, mark, "a second area has the code " + area.code);
    if (codes.empty()) {
        if (!area.parent.empty()) complain(problems, mark, "the county comes first");
    } else if (!codes.contains(area.parent)) {
        complain(
            problems,
            mark,
            fmt::format("the area around {} ({}) must stand before it", area.code, area.parent)
        );
    }
}

// "05-01" in that year
std::optional<Date> date_in(std::chrono::year year, std::string_view text) {
    if (text.size() != 5 || text[2] != '-') return std::nullopt;
    const auto month = number(text.substr(0, 2));
    const auto day = number(text.substr(3));
    if (!month || !day) return std::nullopt;
    const std::chrono::year_month_day date(
        year,
        std::chrono::month(static_cast<unsigned>(*month)),
        std::chrono::day(static_cast<unsigned>(*day))
    );
    if (!date.ok()) return std::nullopt;
    return Date(date);
}

void read_days(
    Fields& year_fields, std::chrono::year year, bool working, std::map<Date, bool>& days
) {
    for (const YamlNode& node : year_fields.items(working ? "work" : "off")) {
        const std::string_view text = node.text;
        const std::size_t dots = text.find("..");
        const auto first = date_in(year, text.substr(0, dots));
        const auto last =
            dots == std::string_view::npos ? first : date_in(year, text.substr(dots + 2));
        if (!first || !last || *last < *first) {
            complain(
                year_fields.problems(), node.mark, "days are written \"05-01\" or \"05-01..05-05\""
            );
            continue;
        }
        for (Date date = *first; date <= *last; date += std::chrono::days(1)) {
            if (!days.emplace(date, working).second) {
                complain(
                    year_fields.problems(), node.mark, "a day of " + node.text + " stands twice"
                );
                break;
            }
        }
    }
}

std::map<Date, bool> read_calendar(Fields& root) {
    std::map<Date, bool> days;
    root.need("calendar");
    for (const YamlEntry& entry : root.entries("calendar")) {
        const auto year = number(entry.key);
        if (!year || *year < 2000 || *year > 2200) {
            complain(root.problems(), entry.mark, "'" + entry.key + "' is no year");
            continue;
        }
        Fields fields(entry.value, "the calendar of " + entry.key, root.problems());
        fields.text("source");
        read_days(fields, std::chrono::year(*year), false, days);
        read_days(fields, std::chrono::year(*year), true, days);
        fields.finish();
    }
    return days;
}

}  // namespace

Loaded<Organisation> load_organisation(const std::filesystem::path& file) {
    Problems problems;
    const auto root = read_document(file, problems);
    if (!root) return LoadError{std::move(problems)};
    Fields fields(*root, "the organisation", problems);
    fields.need("prefix");
    const std::string prefix = fields.text("prefix");

    std::vector<Area> areas;
    std::set<std::string> codes;
    fields.need("areas");
    for (const YamlNode& node : fields.items("areas")) {
        areas.push_back(read_area(node, problems));
        check_area(areas.back(), node.mark, codes, problems);
        codes.insert(areas.back().code);
    }
    std::vector<Office> offices;
    fields.need("offices");
    for (const YamlNode& node : fields.items("offices"))
        offices.push_back(read_office(node, codes, problems));
    std::map<Date, bool> days = read_calendar(fields);
    fields.finish();

    if (areas.empty()) complain(problems, root->mark, "there is no area");
    const auto county_code = areas.empty() ? std::string() : areas.front().code;
    if (std::ranges::find(offices, county_code, &Office::area) == offices.end()) {
        complain(problems, root->mark, "the county has no office");
    }
    dialogs::language::sort_by_place(problems);
    if (!problems.empty()) return LoadError{std::move(problems)};
    return Organisation(prefix, std::move(areas), std::move(offices), Calendar(std::move(days)));
}

}  // namespace gateway::config
