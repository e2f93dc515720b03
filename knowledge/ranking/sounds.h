#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace knowledge {

// How characters sound, tones and northern confusions (zh z, n l, -ng -n) aside, so that 低保, 地保
// and 底包 are near. The table is made while training: asking ICU for each question would take
// milliseconds.
class Sounds {
public:
    static constexpr char32_t first = 0x4E00, last = 0x9FFF;
    static constexpr std::size_t count = last - first + 1;

    // A number for each character from `first` to `last`; equal for equal sounds, 0 for unknown
    // ones.
    explicit Sounds(std::vector<std::uint16_t> table) : table_(std::move(table)) {}

    // Characters outside the table sound like themselves.
    std::uint32_t of(char32_t letter) const {
        if (letter < first || letter > last || table_[letter - first] == 0) return letter;
        return table_[letter - first];
    }

    std::u32string of(std::u32string_view text) const {
        std::u32string heard;
        for (const char32_t letter : text)
            heard.push_back(static_cast<char32_t>(of(letter)));
        return heard;
    }

private:
    std::vector<std::uint16_t> table_;
};

}  // namespace knowledge
