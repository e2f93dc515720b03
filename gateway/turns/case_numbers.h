#pragma once
#include "gateway/config/organisation.h"
#include "storage/database.h"

#include <cstdint>
#include <string>
#include <string_view>

// The number a resident is told of his case. They count anew every day: LN-ZX-20261122-0007 is the
// seventh of series LN-ZX-20261122.

namespace gateway::turns {

std::string case_series(const config::Organisation& organisation, dialogs::Time now);
std::string case_number(std::string_view series, std::int64_t number);

// The next of a series. On the writer's thread.
storage::Result<std::string> next_case_number(
    storage::Connection& connection, std::string_view series
);

}  // namespace gateway::turns
