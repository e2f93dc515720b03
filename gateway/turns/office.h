#pragma once
#include "dialogs/message.h"
#include "gateway/config/organisation.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

// What a resident is told of office hours and of the number of his case.

namespace gateway::turns {

// As scripts read it: open "true"/"false", next_open "今天14:00", "明天08:30", "周一08:30",
// "10月8日08:30".
std::map<std::string, std::string> office_result(
    const config::Organisation& organisation, std::string_view area, dialogs::Time now
);

// Case numbers count anew every day: LN-ZX-20261122-0007 is the seventh of series LN-ZX-20261122.
std::string case_series(const config::Organisation& organisation, dialogs::Time now);
std::string case_number(std::string_view series, std::int64_t number);

}  // namespace gateway::turns
