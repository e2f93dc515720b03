#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace gateway::channels::codec {

std::string base64(std::string_view bytes);

// The URL alphabet, without padding.
std::string base64url(std::string_view bytes);

// Takes both alphabets, with or without padding, and left-over bits that are not zero: keys that
// providers hand out have such. Nothing when a character is foreign or the length impossible.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace gateway::channels::codec
