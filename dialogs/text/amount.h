#pragma once
#include "dialogs/text/cursor.h"
#include "dialogs/text/number.h"
#include "dialogs/text/reading.h"

namespace dialogs::text {

// Takes a number with what it counts: 三口人, 一个半月 1.5, 三块五毛二 3.52, 一亩三分地 1.3, 5毛
// 0.5, 3.5w 35000. Nothing is promised of the cursor when it is refused.
Reading<Decimal> take_amount(Cursor& cursor);

}  // namespace dialogs::text
