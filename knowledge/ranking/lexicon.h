#pragma once
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
    explicit Lexicon(std::string_view text);

    // The concepts named in a squeezed text, each once, ascending. At most max_concepts.
    std::vector<std::uint16_t> concepts(std::u32string_view text) const;

    // The same text in standard words: 俺爹咋整 is 我爸怎么办.
    std::u32string plain(std::u32string_view text) const;

    static constexpr std::size_t max_concepts = 24;

private:
    struct Word {
        std::u32string text;
        std::uint16_t concept_number;
        std::u32string plain;  // of a line with '=': what the word is read as; else empty
    };
    void add_line(const std::vector<std::u32string>& words);

    // By their first character, longer words first.
    std::unordered_map<char32_t, std::vector<Word>> meanings_, sayings_;
    std::uint16_t lines_ = 0;
};

}  // namespace knowledge
