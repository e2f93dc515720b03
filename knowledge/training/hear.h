#pragma once
#include <cstdint>
#include <vector>

namespace knowledge {

// The table of Sounds, from the pinyin of every character.
std::vector<std::uint16_t> hear_characters();

}  // namespace knowledge
