#pragma once
#include "dialogs/text/normalise.h"

#include <optional>
#include <vector>

// N4. The whole message has to be a choice: "第二个", "我选2吧", "2️⃣", "回复2谢谢".
// A message that merely has a number in it ("80岁补贴", "低保一个月多少钱") chooses nothing.

namespace dialogs::text {

// 0 to 99.
std::optional<int> menu_number(const Normalised& message);

// "1 3", "1和3", "1、3", and "13" too where every choice has one digit. In the order said, without
// repeats; empty if it is no list of choices.
std::vector<int> menu_numbers(const Normalised& message, int choices);

}  // namespace dialogs::text
