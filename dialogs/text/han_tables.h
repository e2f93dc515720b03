#pragma once
#include <string_view>

// What ICU's rules say of single characters, put into the program while it is built
// (tables/main.cpp): compiling the rules was nearly all that a start took.

namespace dialogs::text {

// Toneless and lower case: "di". Empty for what is no ideograph or has no reading.
std::string_view han_reading(char32_t letter);

// Whether it is written otherwise in simplified script, at least in some word.
bool is_traditional(char32_t letter);

}  // namespace dialogs::text
