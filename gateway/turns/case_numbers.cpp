#include "gateway/turns/case_numbers.h"

#include "gateway/config/calendar.h"
#include "storage/sequences.h"

#include <fmt/format.h>

#include <chrono>

namespace gateway::turns {

std::string case_series(const config::Organisation& organisation, dialogs::Time now) {
    const std::chrono::year_month_day today(config::local_date(now));
    return fmt::format(
        "{}-ZX-{:04}{:02}{:02}",
        organisation.prefix(),
        int(today.year()),
        unsigned(today.month()),
        unsigned(today.day())
    );
}

std::string case_number(std::string_view series, std::int64_t number) {
    return fmt::format("{}-{:04}", series, number);
}

storage::Result<std::string> next_case_number(
    storage::Connection& connection, std::string_view series
) {
    auto number = storage::sequences::next(connection, series);
    if (!number) return number.error();
    return case_number(series, *number);
}

}  // namespace gateway::turns
