#pragma once
#include "gateway/register/keys.h"

#include <string>
#include <string_view>

// The keyed hashes of an application's row.

namespace gateway::registers {

// Of the last four characters of the applicant's identity number. Bound to the receipt number, so
// that equal endings do not show in the table.
std::string last4_hash(const Keys& keys, std::string_view receipt_no, std::string_view id_last4);

// Of the whole identity number: finds all that concerns one person without reading a name.
std::string person_index(const Keys& keys, std::string_view id_no);

}  // namespace gateway::registers
