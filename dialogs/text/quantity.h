#pragma once
#include "dialogs/text/cursor.h"
#include "dialogs/text/number.h"
#include "dialogs/text/reading.h"

namespace dialogs::text {

// Numbers past this are typing errors here, or phone and card numbers.
inline constexpr std::int64_t largest_number = 1'000'000'000'000;

// Takes the number the text begins with: 2000, 1,200, 0.5, 3万5, 一千零五, 三点一四, 1.5万.
// Nothing is promised of the cursor when it is refused.
Reading<Decimal> take_quantity(Cursor& cursor);

}  // namespace dialogs::text
