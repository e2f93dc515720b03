#pragma once
#include "dialogs/text/reading.h"

#include <string>
#include <string_view>

namespace dialogs::text {

// N10: 2-6 Han characters, longer with · between the parts; 我叫, 姓名是 and the like are taken
// off. The characters stay as written, traditional ones too. Refused: digits, questions, 不知道,
// 低保.
Reading<std::string> person_name(std::string_view text);

}  // namespace dialogs::text
