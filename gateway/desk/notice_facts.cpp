#include "gateway/desk/notice_facts.h"

#include <fmt/format.h>

namespace gateway::desk {

channels::Notice with_usual_facts(
    channels::Notice notice, const std::string& text, const std::string& case_no, storage::Time now
) {
    using namespace std::chrono;
    const auto local = floor<minutes>(now) + hours(8);
    const auto day = floor<days>(local);
    const year_month_day date(day);
    const hh_mm_ss clock(local - day);
    const auto today =
        fmt::format("{}年{}月{}日", int(date.year()), unsigned(date.month()), unsigned(date.day()));
    notice.values["text"] = text;
    if (!case_no.empty()) notice.values["case"] = case_no;
    notice.values["date"] = today;
    notice.values["time"] =
        fmt::format("{} {:02}:{:02}", today, clock.hours().count(), clock.minutes().count());
    return notice;
}

}  // namespace gateway::desk
