#pragma once
#include "dialogs/text/reading.h"

#include <chrono>
#include <string>
#include <string_view>

// N6. Citizen identity numbers: 6 digits region, 8 birth date, 3 serial, 1 check (GB 11643-1999).

namespace dialogs::text {

// The 18 characters, X in upper case. Checked: province, birth date (real and not after `today`),
// check digit.
Reading<std::string> id_card(std::string_view text, std::chrono::year_month_day today);

// Whether the 18 characters are an identity number as above, its date only real.
bool is_id_card(std::string_view number);

struct LastFour {
    std::string value;        // [0-9]{3}[0-9X]
    bool whole_card = false;  // all 18 were sent: the message must be masked wherever it is kept

    bool operator==(const LastFour&) const = default;
};
Reading<LastFour> last_four(std::string_view text);

// 1302**********0028
std::string mask_id_card(std::string_view number);
// 138****5678, and all but the last four of a landline
std::string mask_phone(std::string_view number);
// 王**
std::string mask_name(std::string_view name);
// Masks every identity number and phone number in running text.
std::string mask(std::string_view text);

}  // namespace dialogs::text
