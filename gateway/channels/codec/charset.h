#pragma once
#include <string>
#include <string_view>

namespace gateway::channels::codec {

// Bytes in a provider's character set as valid UTF-8 without NUL; what cannot be read becomes
// U+FFFD. Knows UTF-8, UTF-16 (big-endian unless it has a byte order mark), the GB family, Big5,
// Latin-1 and Windows-1252 under their usual names, letter case aside; a set it does not know is
// read as UTF-8.
std::string to_utf8(std::string_view bytes, std::string_view charset = "UTF-8");

}  // namespace gateway::channels::codec
