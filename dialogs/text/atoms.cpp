#include "dialogs/text/atoms.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/cursor.h"

#include <unicode/brkiter.h>

#include <memory>

namespace dialogs::text {

namespace {

constexpr std::u32string_view sentence_ends = U"。！？；!?;…\n";
constexpr std::u32string_view clause_ends = U"，、,：:";
constexpr std::u32string_view closers = U"”’」』）》】〕)]\"'";
constexpr std::u32string_view number_joints = U"-.,:/ ";
constexpr std::u32string_view address_starts[] = {U"http://", U"https://", U"www."};
constexpr std::u32string_view address_marks = U"-._~:/?#[]@!$&'()*+,;=%";

bool one_of(std::u32string_view set, char32_t letter) {
    return set.find(letter) != std::u32string_view::npos;
}

bool is_ascii_alnum(char32_t letter) { return letter < 0x80 && is_word_character(letter); }

std::size_t address_length(std::u32string_view text) {
    bool starts = false;
    for (const auto start : address_starts)
        starts = starts || text.starts_with(start);
    if (!starts) return 0;
    std::size_t length = 0;
    while (length < text.size() &&
           (is_ascii_alnum(text[length]) || one_of(address_marks, text[length]))) {
        ++length;
    }
    // A full stop or comma at the end belongs to the sentence.
    while (length > 0 && one_of(U".,;!?", text[length - 1]))
        --length;
    return length;
}

// 0315-4123456, 2026-11-20, 1,200.50, +86 138 1234 5678, and letters grown onto them:
// LN-BC-20261120-0007, 130…002X.
std::size_t number_length(std::u32string_view text) {
    std::size_t length = 0;
    bool digits = false;
    while (length < text.size()) {
        const char32_t letter = text[length];
        const bool before_more =
            length > 0 && length + 1 < text.size() && is_ascii_alnum(text[length + 1]);
        const bool spaced = letter != U' ' || (is_ascii_digit(text[length > 0 ? length - 1 : 0]) &&
                                               before_more && is_ascii_digit(text[length + 1]));
        const bool sign = length == 0 && letter == U'+';
        const bool joint = one_of(number_joints, letter) && before_more && spaced;
        if (!is_ascii_alnum(letter) && !joint && !sign) break;
        digits = digits || is_ascii_digit(letter);
        ++length;
    }
    return digits ? length : 0;
}

std::size_t bracket_length(std::u32string_view text) {
    const char32_t close = text.front() == U'〔' ? U'〕' : text.front() == U'【' ? U'】' : U'\0';
    if (close == U'\0') return 0;
    const auto end = text.find(close);
    return end == std::u32string_view::npos ? 0 : end + 1;
}

// 民政发〔2026〕12号: the bracket keeps the number of the document after it.
std::size_t document_length(std::u32string_view text) {
    auto length = bracket_length(text);
    if (length == 0 || text.front() != U'〔') return length;
    std::size_t end = length;
    if (end < text.size() && text[end] == U'第') ++end;
    const auto digits = end;
    while (end < text.size() && is_ascii_digit(text[end]))
        ++end;
    if (end > digits && end < text.size() && text[end] == U'号') return end + 1;
    return length;
}

std::size_t word_length(std::u32string_view text) {
    std::size_t length = 0;
    while (length < text.size() && is_ascii_alnum(text[length]))
        ++length;
    return length;
}

// How much of the text from here on belongs together; 0 for nothing special.
std::size_t whole_length(std::u32string_view text) {
    if (const auto length = document_length(text)) return length;
    if (const auto length = address_length(text)) return length;
    if (const auto length = number_length(text)) return length;
    return word_length(text);
}

// Where characters as people see them begin, in code points.
std::vector<bool> character_starts(std::u32string_view text) {
    std::vector<bool> starts(text.size() + 1, true);
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> breaks(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status)
    );
    if (U_FAILURE(status)) return starts;
    const auto units = icu::UnicodeString::fromUTF8(to_utf8(text));
    breaks->setText(units);
    std::int32_t at = 0;
    for (std::size_t index = 0; index < text.size(); ++index) {
        starts[index] = breaks->isBoundary(at) != 0;
        at += text[index] > 0xFFFF ? 2 : 1;
    }
    return starts;
}

Atom::End end_of(std::u32string_view atom) {
    const char32_t last = atom.back();
    if (one_of(sentence_ends, last)) return Atom::End::sentence;
    if (one_of(clause_ends, last)) return Atom::End::clause;
    return is_space(last) ? Atom::End::word : Atom::End::anything;
}

void append(std::vector<Atom>& all, std::u32string_view piece) {
    Atom atom{to_utf8(piece), end_of(piece), is_space(piece.back())};
    // 。” ends the sentence after the quotation mark, not before it.
    const bool closes = piece.size() == 1 && one_of(closers, piece.front());
    if (closes && !all.empty() && all.back().end > Atom::End::word) {
        atom.end = all.back().end;
        all.back().end = Atom::End::anything;
    }
    all.push_back(std::move(atom));
}

}  // namespace

std::vector<Atom> atoms(std::string_view text, const std::function<bool(std::string_view)>& fits) {
    const auto letters = to_utf32(text);
    const std::u32string_view view(letters);
    const auto starts = character_starts(view);
    std::vector<Atom> all;
    for (std::size_t at = 0; at < view.size();) {
        auto length = whole_length(view.substr(at));
        if (length > 1 && !fits(to_utf8(view.substr(at, length)))) length = 0;
        if (length == 0) length = 1;
        while (!starts[at + length])
            ++length;
        // A character of many joined ones may be too long itself: then it is cut between them.
        if (length > 1 && !fits(to_utf8(view.substr(at, length)))) length = 1;
        append(all, view.substr(at, length));
        at += length;
    }
    return all;
}

}  // namespace dialogs::text
