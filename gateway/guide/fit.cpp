#include "gateway/guide/fit.h"

#include "dialogs/text/clean.h"

#include <array>

namespace gateway::guide {
namespace {

// All in rem, of which 20 are the paper's width: as styles/poster.css has them.
constexpr std::array<double, 9> sizes = {1.2, 1.0, 0.9, 0.8, 0.7, 0.6, 0.54, 0.48, 0.44};
constexpr double width = 20;
constexpr double height = 19;  // what header and footer leave, less a line for a longer address
constexpr double heading_size = 1.1, heading_line = 1.3, heading_space = 0.35, text_line = 1.35;

// A mark of punctuation never begins a line, and takes the character before it along.
double lines(std::size_t characters, double size) {
    const auto in_a_line = static_cast<std::size_t>(width / size) - 1;
    return static_cast<double>((characters + in_a_line - 1) / in_a_line);
}

double height_of(const Passage& passage, double size) {
    const auto large = size * heading_size;
    const auto heading = dialogs::text::code_points(passage.heading);
    const auto text = dialogs::text::code_points(passage.text);
    return lines(heading, large) * large * heading_line + large * heading_space +
           lines(text, size) * size * text_line;
}

}  // namespace

std::optional<std::size_t> size_that_fits(const std::vector<Passage>& passages) {
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        double needed = 0;
        for (const auto& passage : passages)
            needed += height_of(passage, sizes[i]);
        if (needed <= height) return i + 1;
    }
    return std::nullopt;
}

}  // namespace gateway::guide
