#include "gateway/register/receipt.h"

#include "dialogs/text/check_digit.h"
#include "storage/sequences.h"

#include <fmt/format.h>

namespace gateway::registers {

using dialogs::Error;
using dialogs::Fault;
using dialogs::Result;

Result<std::string> next_receipt_no(storage::Connection& connection, int year) {
    constexpr std::int64_t last_of_year = 999'999;
    auto number = storage::sequences::next(connection, fmt::format("receipt-{}", year));
    if (!number) return number.error();
    if (*number > last_of_year) return Error{Fault::too_large, "no receipt number is left"};
    auto digits = fmt::format("1{:04}{:06}", year, *number);
    digits += dialogs::text::check_digit::check(digits);
    return digits;
}

bool is_receipt_no(std::string_view text) {
    return text.size() == 12 && dialogs::text::check_digit::valid(text);
}

}  // namespace gateway::registers
