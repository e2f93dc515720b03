#include "dialogs/text/han_tables.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace dialogs::text {

namespace {

struct Block {
    char32_t first;
    std::span<const std::uint16_t> readings;
};

#include YIMEN_HAN_TABLES

// One look a letter: every message is asked about.
std::vector<bool> marked(std::span<const char32_t> letters) {
    std::vector<bool> marks(letters.back() + 1);
    for (const char32_t letter : letters)
        marks[letter] = true;
    return marks;
}

}  // namespace

std::string_view han_reading(char32_t letter) {
    const auto* const after = std::ranges::upper_bound(blocks, letter, {}, &Block::first);
    if (after == std::begin(blocks)) return {};
    const auto& block = *std::prev(after);
    const std::size_t at = letter - block.first;
    return at < block.readings.size() ? syllables[block.readings[at]] : std::string_view{};
}

bool is_traditional(char32_t letter) {
    static const auto marks = marked(traditional);
    return letter < marks.size() && marks[letter];
}

}  // namespace dialogs::text
