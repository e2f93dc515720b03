#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace dialogs::text {

// A fixed sequence (Numerical Recipes' constants): the same texts in every run.
class Sequence {
public:
    std::size_t below(std::size_t bound) {
        state_ = state_ * 1664525u + 1013904223u;
        return (state_ >> 8) % bound;
    }

    std::string text(std::span<const std::string_view> pieces, std::size_t most) {
        std::string joined;
        const auto length = below(most);
        for (std::size_t i = 0; i < length; ++i)
            joined += pieces[below(pieces.size())];
        return joined;
    }

private:
    std::uint32_t state_ = 20261118;
};

}  // namespace dialogs::text
