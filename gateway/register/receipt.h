#pragma once
#include "storage/database.h"

#include <string>
#include <string_view>

// Receipt numbers (受理编号): 12 digits, written 1 yyyy nnnnnn c: a leading 1, the year, a number
// within the year, and the check digit of ISO 7064 MOD 11,10.

namespace gateway::registers {

// The next free number of the year. too_large after the 999,999th.
dialogs::Result<std::string> next_receipt_no(storage::Connection& connection, int year);

// Twelve digits of which the last checks the others, whoever gave them out.
bool is_receipt_no(std::string_view text);

}  // namespace gateway::registers
