#pragma once
#include "dialogs/text/reading.h"

#include <string>
#include <string_view>

namespace dialogs::text {

// A string of digits read one by one, as in a phone or receipt number: 幺三八 is "138", 洞 is 0, 拐
// 7, 勾 9, two 两; full width, spaces, hyphens and dots do not matter. 十 and 百 are refused
// ("quantity"): who says them means an amount.
Reading<std::string> digits(std::string_view text);

}  // namespace dialogs::text
