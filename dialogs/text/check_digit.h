#pragma once
#include <string_view>

// The check digit of receipt numbers: ISO 7064 MOD 11,10 over ASCII digits. It finds every single
// wrong digit and nearly every swap of neighbours, so that a typing error is not a failed attempt.

namespace dialogs::text::check_digit {

// The digit to append. `digits` holds only 0…9.
char check(std::string_view digits);

// True for digits whose last one checks the others; false for anything else.
bool valid(std::string_view digits);

}  // namespace dialogs::text::check_digit
