#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace dialogs::text {

// Code points kept of one message. Long SMS reach some 670 characters and WeChat texts 2,048;
// whatever is longer is not an answer to anything asked here.
inline constexpr std::size_t max_code_points = 4096;

bool is_valid_utf8(std::string_view text);

// Invalid bytes become U+FFFD, one for each maximal ill-formed part, as Unicode advises.
std::u32string to_utf32(std::string_view text);
// Surrogates and values past U+10FFFF become U+FFFD.
std::string to_utf8(std::u32string_view text);
std::string to_utf8(char32_t letter);

std::size_t code_points(std::string_view text);

// N0: what nobody sees is gone (byte order mark, zero-width and direction marks, variation
// selectors,
// keycaps, so that 1️⃣ is 1, and control characters but \n; \t and \r\n become a space and \n),
// invalid UTF-8 is U+FFFD, and the rest is cut after max_code_points.
std::u32string clean_letters(std::string_view text);
std::string clean(std::string_view text);

}  // namespace dialogs::text
