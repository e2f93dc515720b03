#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

// How large a poster's type may be so that all of it stands on one page. Han characters are as wide
// as they are high, so this can be counted.

namespace gateway::guide {

struct Passage {
    std::string heading;
    std::string text;  // empty: the heading alone
};

// The number of the size class in styles/poster.css, 1 the largest; none when not even the smallest
// that is read from a wall fits.
std::optional<std::size_t> size_that_fits(const std::vector<Passage>& passages);

}  // namespace gateway::guide
