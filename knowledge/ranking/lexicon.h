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
    std::unordered_map<std::u32string, std::vector<std::uint16_t>> words_;
    std::unordered_map<std::u32string, std::u32string> said_;
    std::size_t longest_ = 0;
    std::size_t longest_said_ = 0;
};

}  // namespace knowledge
