#pragma once
#include "storage/database.h"

#include <cstdint>
#include <string_view>

// Named series of numbers. A number is never given twice; a rolled back transaction may leave a
// gap.

namespace storage::sequences {

// The next number of the series, from 1 on.
Result<std::int64_t> next(Connection& connection, std::string_view name);

}  // namespace storage::sequences
