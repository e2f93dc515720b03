#pragma once
#include "dialogs/text/reading.h"

#include <chrono>
#include <string_view>

namespace dialogs::text {

// The years somebody of the age said can be born in.
struct BirthYears {
    int earliest = 0;
    int latest = 0;

    bool operator==(const BirthYears&) const = default;
};

// 76岁, 今年七十六了, 周岁76, 虚岁76. 虚岁 counts the year of birth as one; a bare 岁 may be
// either.
Reading<BirthYears> birth_years(std::string_view text, std::chrono::year_month_day today);

}  // namespace dialogs::text
