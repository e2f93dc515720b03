#pragma once
#include "dialogs/text/reading.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dialogs::text {

// An exact decimal: `digits` / 10^`places`, with no zero at the end of the places.
struct Decimal {
    std::int64_t digits = 0;
    int places = 0;

    std::optional<std::int64_t> whole() const;  // nothing if there is a fraction
    double approximate() const;
    std::string text() const;  // "35000", "1.5", "-3": also a JSON number

    bool operator==(const Decimal&) const = default;
};

// N5, an amount: 两千三 is 2300, 一千零五 1005, 3万5 35000, 一个半 1.5, 三口人 3, 两块五 2.5.
// Refused with "approximate": 十来个, 五六百, 几十, 三五天, 一百多.
Reading<Decimal> number(std::string_view text);

}  // namespace dialogs::text
