#include "dialogs/engine/date_answer.h"

#include "dialogs/text/age.h"
#include "dialogs/text/birth.h"
#include "dialogs/text/date.h"

#include <algorithm>

namespace dialogs::engine {

namespace {

using language::SlotDefinition;

// As a read-back shows it: 1948年3月5日.
std::string spoken(const text::Date& date) {
    std::string shown = date.lunar ? "农历" : "";
    if (date.year) shown += std::to_string(*date.year) + "年";
    if (date.leap_month) shown += "闰";
    if (date.month) shown += std::to_string(*date.month) + "月";
    if (date.day) shown += std::to_string(*date.day) + "日";
    return shown;
}

// What can be reckoned with: a lunar day is the Gregorian one it falls on. A lunar month without
// its day lies in two others and stays in words, which nothing takes for a date.
std::string reckoned(const text::Date& date) {
    const bool whole_year = date.year && !date.month;
    if (!date.lunar || whole_year) return date.text();
    const auto day = text::gregorian(date);
    if (!day) return spoken(date);
    return text::Date{
        static_cast<int>(day->year()),
        static_cast<unsigned>(day->month()),
        static_cast<unsigned>(day->day())}
        .text();
}

// Without a list both calendars are taken, and no age.
bool accepts(const SlotDefinition& slot, std::string_view kind) {
    if (slot.accept.empty()) return kind != "age";
    return std::ranges::find(slot.accept, kind) != slot.accept.end();
}

}  // namespace

std::optional<Filling> read_date(
    const SlotDefinition& slot, std::string_view message, std::chrono::sys_days today
) {
    const bool by_age = accepts(slot, "age");
    if (const auto read = text::date(message, today)) {
        // 腊月初八 is no birth that says how old somebody is.
        if (by_age && !read->year) return {};
        if (!accepts(slot, read->lunar ? "lunar_date" : "date")) return {};
        return Filling{reckoned(*read), spoken(*read)};
    }
    if (!by_age) return {};
    const auto years = text::birth_years(message, today);
    if (!years) return {};
    const std::string year = std::to_string(years->earliest);
    const bool exact = years->latest == years->earliest;
    return Filling{
        year, exact ? "约" + year + "年" : year + "至" + std::to_string(years->latest) + "年"};
}

std::vector<std::string> either_of(
    const SlotDefinition& slot, std::string_view message, std::chrono::sys_days today
) {
    if (slot.type.base != language::BaseType::date || !accepts(slot, "age")) return {};
    std::vector<std::string> years;
    for (const text::Date& birth : text::two_births(message, today))
        years.push_back(spoken(birth));
    return years;
}

}  // namespace dialogs::engine
