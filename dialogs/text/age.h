#pragma once
#include "dialogs/text/reading.h"

#include <chrono>
#include <string_view>

namespace dialogs::text {

enum class Counting { either, full_years, from_birth };

// An age as said. 七十多 and 六七十岁 leave a span of ages.
struct Age {
    int youngest = 0;
    int oldest = 0;
    Counting counting = Counting::either;  // 周岁, 虚岁, or just 岁
    bool named = false;                    // 岁 or 虚 was said; a bare number may be a year too
};

// Of a text without spaces: 76岁, 今年七十六了, 周岁76, 虚岁76, 七十多, and bare 76.
Reading<Age> age(std::u32string_view text);

// The years somebody of the age said can be born in.
struct BirthYears {
    int earliest = 0;
    int latest = 0;

    bool operator==(const BirthYears&) const = default;
};

// Of a named age without a span. 虚岁 counts the year of birth as one; a bare 岁 may be either.
Reading<BirthYears> birth_years(std::string_view text, std::chrono::year_month_day today);

}  // namespace dialogs::text
