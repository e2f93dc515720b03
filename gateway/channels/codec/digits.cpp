#include "gateway/channels/codec/digits.h"

#include <charconv>

namespace gateway::channels::codec {

std::optional<int> number_at(std::string_view text, std::size_t from, std::size_t count) {
    int value = 0;
    const auto* end = text.data() + from + count;
    const auto [rest, error] = std::from_chars(text.data() + from, end, value);
    if (error != std::errc() || rest != end || value < 0) return std::nullopt;
    return value;
}

}  // namespace gateway::channels::codec
