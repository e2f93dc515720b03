#pragma once
#include <algorithm>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace dialogs::text {

using Words = std::span<const std::u32string_view>;

bool is_space(char32_t letter);
bool is_han(char32_t letter);
bool is_ascii_digit(char32_t letter);
// Letters and digits of any script; everything else is punctuation, a symbol or space.
bool is_word_character(char32_t letter);

// Reads a message from the left. What is taken is gone; what does not fit stays.
class Cursor {
public:
    explicit Cursor(std::u32string_view text) : rest_(text) {}

    bool at_end() const { return rest_.empty(); }
    std::u32string_view rest() const { return rest_; }
    char32_t peek() const { return rest_.empty() ? U'\0' : rest_.front(); }

    bool take(std::u32string_view word);
    bool take_any(Words words);  // the first that fits: list longer words before their beginnings
    char32_t next();
    // Between `least` and `most` ASCII digits, none more following; most is at most 9.
    std::optional<int> take_ascii(std::size_t least, std::size_t most);

private:
    std::u32string_view rest_;
};

// Several lists read as one.
using WordLists = std::initializer_list<Words>;

// Whether the text is nothing but these words, punctuation and spaces.
bool made_of(std::u32string_view text, WordLists lists);

bool contains_any(std::u32string_view text, Words words);

// Takes words off the ends as often as they are there, the longest that fits first, with the
// punctuation and spaces around them, but never down to nothing.
std::u32string_view strip_front(std::u32string_view text, WordLists lists);
std::u32string_view strip_back(std::u32string_view text, WordLists lists);
inline std::u32string_view strip_front(std::u32string_view text, Words words) {
    return strip_front(text, {words});
}
inline std::u32string_view strip_back(std::u32string_view text, Words words) {
    return strip_back(text, {words});
}
std::u32string_view trim_punctuation(std::u32string_view text);

// Without its spaces, but for one between two digits: "3 口人" is one answer, "1 200" may be two
// numbers.
std::u32string join_words(std::u32string_view text);

}  // namespace dialogs::text
