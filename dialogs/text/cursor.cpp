#include "dialogs/text/cursor.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace dialogs::text {

bool is_space(char32_t letter) { return u_isUWhiteSpace(static_cast<UChar32>(letter)) != 0; }

bool is_han(char32_t letter) {
    return u_hasBinaryProperty(static_cast<UChar32>(letter), UCHAR_IDEOGRAPHIC) != 0;
}

bool is_ascii_digit(char32_t letter) { return letter >= U'0' && letter <= U'9'; }

bool is_word_character(char32_t letter) {
    // 〇 is a letter-number to Unicode and ○ a symbol; both are written for zero.
    return u_isalnum(static_cast<UChar32>(letter)) != 0 || letter == U'〇' || letter == U'○';
}

bool Cursor::take(std::u32string_view word) {
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
}

bool Cursor::take_any(Words words) {
    return std::any_of(words.begin(), words.end(), [this](auto word) { return take(word); });
}

char32_t Cursor::next() {
    const char32_t letter = peek();
    if (!rest_.empty()) rest_.remove_prefix(1);
    return letter;
}

std::optional<int> Cursor::take_ascii(std::size_t least, std::size_t most) {
    std::size_t length = 0;
    int value = 0;
    while (length < rest_.size() && is_ascii_digit(rest_[length])) {
        if (++length > most) return std::nullopt;
        value = value * 10 + static_cast<int>(rest_[length - 1] - U'0');
    }
    if (length < least) return std::nullopt;
    rest_.remove_prefix(length);
    return value;
}

namespace {

// Every message is looked through for dozens of words, of which nearly all differ in one letter:
// that is compared first. No word is empty.
std::size_t longest_at_front(std::u32string_view text, WordLists lists) {
    if (text.empty()) return 0;
    std::size_t longest = 0;
    for (const auto words : lists) {
        for (const auto word : words) {
            if (word.front() != text.front() || word.size() <= longest) continue;
            if (text.starts_with(word)) longest = word.size();
        }
    }
    return longest;
}

std::size_t longest_at_back(std::u32string_view text, WordLists lists) {
    if (text.empty()) return 0;
    std::size_t longest = 0;
    for (const auto words : lists) {
        for (const auto word : words) {
            if (word.back() != text.back() || word.size() <= longest) continue;
            if (text.ends_with(word)) longest = word.size();
        }
    }
    return longest;
}

}  // namespace

bool made_of(std::u32string_view text, WordLists lists) {
    while (!text.empty()) {
        const auto length = longest_at_front(text, lists);
        if (length == 0 && is_word_character(text.front())) return false;
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return true;
}

bool contains_any(std::u32string_view text, Words words) {
    return std::any_of(words.begin(), words.end(), [text](auto word) {
        return text.find(word) != std::u32string_view::npos;
    });
}

std::u32string_view trim_punctuation(std::u32string_view text) {
    while (!text.empty() && !is_word_character(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && !is_word_character(text.back()))
        text.remove_suffix(1);
    return text;
}

std::u32string_view strip_front(std::u32string_view text, WordLists lists) {
    for (;;) {
        auto shorter = text.substr(longest_at_front(text, lists));
        if (shorter.size() == text.size()) return text;
        while (!shorter.empty() && !is_word_character(shorter.front()) && shorter.front() != U'-') {
            shorter.remove_prefix(1);
        }
        if (shorter.empty()) return text;
        text = shorter;
    }
}

std::u32string_view strip_back(std::u32string_view text, WordLists lists) {
    for (;;) {
        auto shorter = text.substr(0, text.size() - longest_at_back(text, lists));
        if (shorter.size() == text.size()) return text;
        while (!shorter.empty() && !is_word_character(shorter.back()))
            shorter.remove_suffix(1);
        if (shorter.empty()) return text;
        text = shorter;
    }
}

std::u32string join_words(std::u32string_view text) {
    std::u32string joined;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!is_space(text[at])) {
            joined += text[at];
            continue;
        }
        const bool between_digits = !joined.empty() && is_ascii_digit(joined.back()) &&
                                    at + 1 < text.size() && is_ascii_digit(text[at + 1]);
        if (between_digits) joined += U' ';
    }
    return joined;
}

}  // namespace dialogs::text
