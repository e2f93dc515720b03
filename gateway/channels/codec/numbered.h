#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace gateway::channels::codec {

// Room to leave for "(12/34)" before each part.
inline constexpr std::size_t number_units = 7;

// Several SMS may come in any order: each says the how manieth of how many it is. One alone says
// nothing, and neither do a hundred.
std::vector<std::string> numbered(std::vector<std::string> parts);

}  // namespace gateway::channels::codec
