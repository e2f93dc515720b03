#pragma once
#include "dialogs/text/reading.h"

#include <string>
#include <string_view>

namespace dialogs::text {

// N7. A mainland mobile ("13812345678") or landline with its area code ("03154123456") as bare
// digits: with +86 or 0086, brackets, hyphens, full width or read aloud. Refused: a landline
// without area code, an identity number, two numbers.
Reading<std::string> phone(std::string_view text);

bool is_mobile(std::string_view digits);
// Area codes are checked against the mainland's.
bool is_landline(std::string_view digits);

}  // namespace dialogs::text
