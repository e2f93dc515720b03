#pragma once
#include <string>
#include <string_view>

// Telephone numbers as SMS proxies write them, in one form: the key of a person.

namespace gateway::channels::codec {

// "+8613812345678" for a mainland mobile however it is written (13812345678, 8613…, 008613…,
// "+86 138-1234-5678"); other numbers keep their + (or 00) and digits, short codes their digits.
// Empty when it is no number.
std::string canonical_number(std::string_view text);

// What goes into `to`: mainland proxies want the mobile's own eleven digits.
std::string dialled_number(std::string_view canonical);

}  // namespace gateway::channels::codec
