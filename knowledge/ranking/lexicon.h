#pragma once
#include "knowledge/ranking/sounds.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace knowledge {

// Words grouped by what they mean: 低保, 地保 and 最低生活保障 are one concept.
class Lexicon {
public:
    // A line a concept: its name, then its words, separated by spaces. A line that starts with '='
    // instead gives a standard word, then how else it is said. '#' starts a comment line.
    Lexicon(std::string_view text, const Sounds& sounds);

    // The concepts named in a text, each once, ascending. At most max_concepts. A word of three
    // characters and more is also found by its sounds in `heard`: 养老卷子 for 养老券子.
    std::vector<std::uint16_t> concepts(std::u32string_view text, std::u32string_view heard) const;

    // The same text in standard words: 俺爹咋整 is 我爸怎么办.
    std::u32string plain(std::u32string_view text) const;

    static constexpr std::size_t max_concepts = 48;

private:
    struct Word {
        std::u32string text;
        std::uint16_t concept_number;
        std::u32string plain;  // of a line with '=': what the word is read as; else empty
    };
    using Words = std::unordered_map<char32_t, std::vector<Word>>;
    void add_line(const std::vector<std::u32string>& words, const Sounds& sounds);

    // By their first character, longer words first.
    Words meanings_, sounding_, sayings_;
    std::uint16_t lines_ = 0;
};

}  // namespace knowledge
