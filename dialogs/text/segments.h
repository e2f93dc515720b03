#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// What a text costs as SMS, and how to cut it for channels that limit a message's length.

namespace dialogs::text {

struct SmsCost {
    int units = 0;            // septets if GSM-7 holds the text, else UTF-16 code units
    int wire_segments = 0;    // as sent: 160/153 septets, or 70/67 UCS-2 units
    int billed_segments = 0;  // as mainland carriers bill: 70/67 characters even for plain ASCII
    bool gsm7 = false;

    bool operator==(const SmsCost&) const = default;
};

// Includes no signature: pass 【滦南民政】 with the text. An empty text is one segment.
SmsCost sms_cost(std::string_view text);

enum class Unit {
    utf8_bytes,
    utf16_units,
    code_points,
    cn_sms,  // billed characters: one each, two outside the basic plane
};
std::size_t measure(std::string_view text, Unit unit);

// Cuts after 。！？； or a line, else after ，、, else between words and digits, else anywhere but
// inside a character and what belongs to it. Addresses, numbers, 〔…〕 and 【…】 stay whole if they
// fit a part alone. Spaces at a cut are dropped; otherwise the parts joined are the text. A limit
// too small for one character gives parts of one character each.
std::vector<std::string> split(std::string_view text, Unit unit, std::size_t limit);

}  // namespace dialogs::text
