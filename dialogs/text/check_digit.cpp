#include "dialogs/text/check_digit.h"

#include <algorithm>

namespace dialogs::text::check_digit {

char check(std::string_view digits) {
    int product = 10;
    for (const char digit : digits) {
        const int sum = (digit - '0' + product) % 10;
        product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return static_cast<char>('0' + (11 - product) % 10);
}

bool valid(std::string_view digits) {
    const bool all_digits =
        std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits.size() < 2 || !all_digits) return false;
    return check(digits.substr(0, digits.size() - 1)) == digits.back();
}

}  // namespace dialogs::text::check_digit
