#pragma once
#include <string>

namespace dialogs::text {

// N2. Traditional script put into simplified: first whole phrases, whose characters stand for
// something else by themselves (顯著, 回覆), then ICU's rules. For matching only.
std::u32string simplify(std::u32string text);

}  // namespace dialogs::text
