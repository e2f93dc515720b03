#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace gateway::channels::codec {

// The number that `count` digits from `from` on make, as in a date of fixed width; nothing when
// they are not all digits. The text reaches that far.
std::optional<int> number_at(std::string_view text, std::size_t from, std::size_t count);

}  // namespace gateway::channels::codec
