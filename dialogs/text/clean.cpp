#include "dialogs/text/clean.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace dialogs::text {

namespace {

constexpr char32_t replacement = U'\uFFFD';

// Whether both are bytes that go on with a letter: 10xxxxxx.
bool are_tails(char one, char other) {
    return ((static_cast<unsigned char>(one) ^ 0x80) & 0xC0) == 0 &&
           ((static_cast<unsigned char>(other) ^ 0x80) & 0xC0) == 0;
}

// Reads one code point at `at` and moves past it; negative for an ill-formed part. What machines
// write and what people write here is nearly all of it, and read without asking ICU.
inline UChar32 read(std::string_view text, std::size_t& at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) {
        ++at;
        return lead;
    }
    const bool is_han = lead >= 0xE4 && lead <= 0xE9 && text.size() - at > 2;
    if (is_han && are_tails(text[at + 1], text[at + 2])) {
        const int middle = text[at + 1] & 0x3F, last = text[at + 2] & 0x3F;
        at += 3;
        return (lead & 0x0F) << 12 | middle << 6 | last;
    }
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    UChar32 letter = 0;
    U8_NEXT(bytes, at, text.size(), letter);
    return letter;
}

// Eight letters at once.
bool begins_with_ascii(std::string_view text, std::size_t at) {
    std::uint64_t eight = 0;
    if (at + sizeof eight > text.size()) return false;
    std::memcpy(&eight, text.data() + at, sizeof eight);
    return (eight & 0x8080808080808080) == 0;
}

char32_t encodable(char32_t letter) {
    const bool is_letter = letter <= 0x10FFFF && (letter < 0xD800 || letter > 0xDFFF);
    return is_letter ? letter : replacement;
}

bool is_invisible(char32_t letter) {
    if (letter < 0x20) return letter != U'\n' && letter != U'\t' && letter != U'\r';
    return (letter >= 0x7F && letter <= 0x9F) ||      // delete and C1 controls
           letter == 0xAD || letter == 0x034F ||      // soft hyphen, grapheme joiner
           letter == 0x061C || letter == 0x180E ||    // Arabic and Mongolian marks
           (letter >= 0x200B && letter <= 0x200F) ||  // zero width, direction
           (letter >= 0x202A && letter <= 0x202E) ||  // direction overrides
           (letter >= 0x2060 && letter <= 0x206F) ||  // joiner, isolates
           letter == 0x20E3 ||                        // keycap
           (letter >= 0xFE00 && letter <= 0xFE0F) ||  // variation selectors
           (letter >= 0xE0000 && letter <= 0xE0FFF) || letter == 0xFEFF;
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (begins_with_ascii(text, at)) {
            at += sizeof(std::uint64_t);
        } else if (read(text, at) < 0) {
            return false;
        }
    }
    return true;
}

std::u32string to_utf32(std::string_view text) {
    std::u32string letters;
    letters.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const UChar32 letter = read(text, at);
        letters += letter < 0 ? replacement : static_cast<char32_t>(letter);
    }
    return letters;
}

std::string to_utf8(std::u32string_view text) {
    std::size_t size = 0;
    for (const char32_t letter : text)
        size += U8_LENGTH(encodable(letter));
    std::string bytes(size, '\0');
    std::size_t length = 0;
    for (const char32_t letter : text)
        U8_APPEND_UNSAFE(bytes.data(), length, encodable(letter));
    return bytes;
}

std::string to_utf8(char32_t letter) { return to_utf8(std::u32string_view(&letter, 1)); }

std::size_t code_points(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count)
        read(text, at);
    return count;
}

std::u32string clean_letters(std::string_view text) {
    std::u32string kept;
    kept.reserve(std::min(text.size(), max_code_points));
    std::size_t at = 0;
    while (at < text.size() && kept.size() < max_code_points) {
        const UChar32 letter = read(text, at);
        const char32_t seen = letter < 0 ? replacement : static_cast<char32_t>(letter);
        if (is_invisible(seen)) continue;
        if (seen == U'\r') {
            if (at == text.size() || text[at] != '\n') kept += U'\n';
        } else {
            kept += seen == U'\t' ? U' ' : seen;
        }
    }
    return kept;
}

std::string clean(std::string_view text) { return to_utf8(clean_letters(text)); }

}  // namespace dialogs::text
