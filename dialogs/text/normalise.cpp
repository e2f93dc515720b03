#include "dialogs/text/normalise.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/cursor.h"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uniset.h>

#include <algorithm>
#include <memory>

namespace dialogs::text {

namespace {

bool is_raised_or_lowered(char32_t letter) {
    return letter == 0xB2 || letter == 0xB3 || letter == 0xB9 || letter == 0x2070 ||
           (letter >= 0x2074 && letter <= 0x2079) || (letter >= 0x2080 && letter <= 0x2089);
}

bool is_circled_number(char32_t letter) {
    return (letter >= 0x2460 && letter <= 0x2473) || (letter >= 0x2776 && letter <= 0x2793);
}

// NFKC alone reads ①③ as 13 and 5² as 52.
std::u32string keep_numbers_apart(std::u32string_view text) {
    std::u32string apart;
    for (const char32_t letter : text) {
        if (is_raised_or_lowered(letter)) apart += U'^';
        if (!is_circled_number(letter)) {
            apart += letter;
            continue;
        }
        if (!apart.empty() && is_word_character(apart.back())) apart += U' ';
        // ❶ and ➀ have no compatibility form of their own.
        const bool plain = letter <= 0x2473;
        apart += plain ? letter : U'①' + (letter - 0x2776) % 10;
        apart += U' ';
    }
    return apart;
}

// Letters that NFKC leaves alone wherever they stand: most messages hold no others.
bool is_folded(char32_t letter) {
    return letter < 0x80 || (letter >= 0x4E00 && letter <= 0x9FFF) || letter == U'、' ||
           letter == U'。';
}

std::string fold_width(const std::string& text) {
    const auto letters = to_utf32(text);
    if (std::all_of(letters.begin(), letters.end(), is_folded)) return text;
    UErrorCode status = U_ZERO_ERROR;
    static const auto* nfkc = icu::Normalizer2::getNFKCInstance(status);
    if (nfkc == nullptr) return text;
    const auto apart = to_utf8(keep_numbers_apart(letters));
    UErrorCode folding = U_ZERO_ERROR;
    const auto folded = nfkc->normalize(icu::UnicodeString::fromUTF8(apart), folding);
    if (U_FAILURE(folding)) return text;
    std::string result;
    return folded.toUTF8String(result);
}

// The letters that are written otherwise in simplified script. The rules' own list holds their
// neighbours too, 一 and 要 among them.
icu::UnicodeSet rewritten_by(const icu::Transliterator& to_simplified) {
    icu::UnicodeSet mentioned;
    to_simplified.getSourceSet(mentioned);
    icu::UnicodeSet rewritten;
    for (std::int32_t i = 0; i < mentioned.size(); ++i) {
        const icu::UnicodeString letter(mentioned.charAt(i));
        auto simplified = letter;
        to_simplified.transliterate(simplified);
        if (simplified != letter) rewritten.add(letter.char32At(0));
    }
    rewritten.freeze();
    return rewritten;
}

std::string simplify(const std::string& text) {
    UErrorCode status = U_ZERO_ERROR;
    static const std::unique_ptr<const icu::Transliterator> to_simplified(
        icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status)
    );
    if (!to_simplified) return text;
    // Nearly everybody writes simplified already, and looking is cheaper than rewriting.
    static const icu::UnicodeSet traditional = rewritten_by(*to_simplified);
    auto letters = icu::UnicodeString::fromUTF8(text);
    if (traditional.containsNone(letters)) return text;
    to_simplified->transliterate(letters);
    // 薴 becomes 苧, and 苧 by itself 苎.
    if (!traditional.containsNone(letters)) to_simplified->transliterate(letters);
    std::string result;
    return letters.toUTF8String(result);
}

std::string single_spaces(const std::string& text) {
    std::u32string kept;
    for (const char32_t letter : to_utf32(text)) {
        if (!is_space(letter)) {
            kept += letter;
        } else if (!kept.empty() && kept.back() != U' ') {
            kept += U' ';
        }
    }
    if (!kept.empty() && kept.back() == U' ') kept.pop_back();
    return to_utf8(kept);
}

std::u32string squeezed(std::string_view text) {
    std::u32string kept;
    for (const char32_t letter : to_utf32(text)) {
        if (!is_word_character(letter)) continue;
        kept += letter >= U'A' && letter <= U'Z' ? letter + (U'a' - U'A') : letter;
    }
    return kept;
}

// Longer words before their beginnings. No word that is the beginning of another thing's name.
constexpr std::u32string_view openings[] = {
    U"请问一下", U"请问", U"麻烦您", U"麻烦你", U"麻烦",   U"劳驾", U"您好",   U"你好",   U"那个",
    U"就是",     U"然后", U"我想要", U"我想选", U"我要选", U"我想", U"我要",   U"我选择", U"我选",
    U"选择",     U"请选", U"请帮我", U"帮我",   U"帮忙",   U"给我", U"请给我", U"嗯嗯",   U"嗯",
};
constexpr std::u32string_view endings[] = {
    U"谢谢您",
    U"谢谢你",
    U"谢谢啦",
    U"谢谢了",
    U"谢谢",
    U"多谢了",
    U"多谢",
    U"麻烦了",
    U"麻烦您了",
    U"吧",
    U"呀",
    U"啊",
    U"呢",
    U"哈",
    U"啦",
    U"哦",
    U"喔",
    U"嘛",
};
// 算了, 忘了, 死了: here 了 is half of the word.
constexpr std::u32string_view bound_to_le = U"算忘罢得除为好死完对行到错不";

std::u32string_view strip_shell(std::u32string_view text) {
    for (;;) {
        const auto before = text.size();
        text = strip_back(strip_front(text, openings), endings);
        const bool finished = text.size() > 2 && text.back() == U'了' &&
                              bound_to_le.find(text[text.size() - 2]) == std::u32string_view::npos;
        if (finished) text.remove_suffix(1);
        if (text.size() == before) return text;
    }
}

}  // namespace

std::string squeeze(std::string_view text) { return to_utf8(squeezed(text)); }

Normalised normalise(std::string_view raw) {
    Normalised result;
    result.raw = std::string(raw);
    const auto record = [&result](bool changed, const char* step) {
        if (changed) result.rewrites.emplace_back(step);
    };
    const auto cleaned = clean(raw);
    record(cleaned != raw, "N0");
    const auto folded = single_spaces(fold_width(cleaned));
    record(folded != cleaned, "N1");
    result.text = simplify(folded);
    record(result.text != folded, "N2");

    const auto words = squeezed(result.text);
    result.compact = to_utf8(strip_shell(words));
    if (words.empty()) {
        auto bare = to_utf32(result.text);
        std::erase(bare, U' ');
        result.compact = to_utf8(bare);
    }
    record(result.compact != result.text, "N3");
    return result;
}

}  // namespace dialogs::text
