#include "dialogs/text/clean.h"
#include "dialogs/text/segments.h"

#include <algorithm>
#include <vector>

namespace dialogs::text {

namespace {

// The basic alphabet of 3GPP TS 23.038, and its extension, whose characters take two septets.
constexpr std::u32string_view basic =
    U"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    U"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
constexpr std::u32string_view extension = U"\f^{}\\[~]|€";

int septets(char32_t letter) {
    if (basic.find(letter) != std::u32string_view::npos) return 1;
    return extension.find(letter) != std::u32string_view::npos ? 2 : 0;
}

int utf16_units(char32_t letter) { return letter > 0xFFFF ? 2 : 1; }

struct Packed {
    int units = 0;
    int segments = 1;
};

// Parts of a long message lose some room to the header that joins them; no character lies in two
// parts.
Packed pack(const std::vector<int>& sizes, int alone, int joined) {
    Packed packed;
    for (const int size : sizes)
        packed.units += size;
    if (packed.units <= alone) return packed;
    int used = 0;
    for (const int size : sizes) {
        if (used + size > joined) {
            ++packed.segments;
            used = 0;
        }
        used += size;
    }
    return packed;
}

}  // namespace

SmsCost sms_cost(std::string_view text) {
    const auto letters = to_utf32(text);
    std::vector<int> as_septets;
    std::vector<int> as_ucs2;
    for (const char32_t letter : letters) {
        as_septets.push_back(septets(letter));
        as_ucs2.push_back(utf16_units(letter));
    }
    const bool gsm7 = std::find(as_septets.begin(), as_septets.end(), 0) == as_septets.end();
    const auto billed = pack(as_ucs2, 70, 67);
    const auto wire = gsm7 ? pack(as_septets, 160, 153) : billed;
    return {wire.units, wire.segments, billed.segments, gsm7};
}

std::size_t measure(std::string_view text, Unit unit) {
    if (unit == Unit::utf8_bytes) return text.size();
    const auto letters = to_utf32(text);
    if (unit == Unit::code_points) return letters.size();
    std::size_t units = 0;
    for (const char32_t letter : letters)
        units += static_cast<std::size_t>(utf16_units(letter));
    return units;
}

}  // namespace dialogs::text
