#include "dialogs/text/normalise.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/cursor.h"
#include "dialogs/text/script.h"

#include <unicode/normalizer2.h>

#include <algorithm>

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

// The wide forms of ASCII are it, shifted.
char32_t narrowed(char32_t letter) {
    constexpr char32_t shift = U'\uFF01' - U'!';
    return letter >= U'\uFF01' && letter <= U'\uFF5E' ? letter - shift : letter;
}

// Letters that NFKC leaves alone wherever they stand: most messages hold no others once they are
// narrowed.
bool is_folded(char32_t letter) {
    return letter < 0x80 || (letter >= 0x4E00 && letter <= 0x9FFF) || letter == U'、' ||
           letter == U'。';
}

std::u32string fold_width(std::u32string letters) {
    if (std::ranges::all_of(letters, [](char32_t letter) { return is_folded(narrowed(letter)); })) {
        std::ranges::transform(letters, letters.begin(), narrowed);
        return letters;
    }
    UErrorCode status = U_ZERO_ERROR;
    static const auto* nfkc = icu::Normalizer2::getNFKCInstance(status);
    if (nfkc == nullptr) return letters;
    const auto apart = to_utf8(keep_numbers_apart(letters));
    UErrorCode folding = U_ZERO_ERROR;
    const auto folded = nfkc->normalize(icu::UnicodeString::fromUTF8(apart), folding);
    if (U_FAILURE(folding)) return letters;
    std::string result;
    return to_utf32(folded.toUTF8String(result));
}

std::u32string single_spaces(std::u32string_view text) {
    std::u32string kept;
    kept.reserve(text.size());
    for (const char32_t letter : text) {
        if (!is_space(letter)) {
            kept += letter;
        } else if (!kept.empty() && kept.back() != U' ') {
            kept += U' ';
        }
    }
    if (!kept.empty() && kept.back() == U' ') kept.pop_back();
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
// What is written about answering around the answer itself.
constexpr std::u32string_view answering[] = {
    U"请您",   U"请",   U"我想", U"我要", U"我选择", U"我选", U"我按", U"我回复", U"我回",
    U"我发送", U"我发", U"要",   U"想",   U"选择",   U"选",   U"按下", U"按",     U"回复",
    U"回个",   U"回",   U"发送", U"发个", U"发",     U"输入", U"点击", U"点",
};
constexpr std::u32string_view answered[] = {
    U"这两个字",
    U"两个字",
    U"这两字",
    U"二字",
    U"这个词",
    U"键",
    U"一下",
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

std::u32string_view strip_answering(std::u32string_view text) {
    const auto whole = text;
    for (;;) {
        const auto stripped = strip_back(strip_front(text, answering), answered);
        if (stripped.size() == text.size()) break;
        text = strip_shell(stripped);
    }
    // 要不 is no 不.
    return text.size() == 1 && is_han(text.front()) ? whole : text;
}

}  // namespace

std::u32string squeeze(std::u32string_view text) {
    std::u32string kept;
    kept.reserve(text.size());
    for (const char32_t letter : text) {
        if (!is_word_character(letter)) continue;
        kept += letter >= U'A' && letter <= U'Z' ? letter + (U'a' - U'A') : letter;
    }
    return kept;
}

std::string squeeze(std::string_view text) { return to_utf8(squeeze(to_utf32(text))); }

std::u32string folded(std::string_view raw) {
    return simplify(single_spaces(fold_width(clean_letters(raw))));
}

std::string bare(std::string_view raw) { return to_utf8(squeeze(folded(raw))); }

Normalised normalise(std::string_view raw) {
    Normalised result;
    result.raw = std::string(raw);
    const auto record = [&result](bool changed, const char* step) {
        if (changed) result.rewrites.emplace_back(step);
    };
    const auto cleaned = clean_letters(raw);
    record(to_utf8(cleaned) != raw, "N0");
    const auto folded = single_spaces(fold_width(cleaned));
    record(folded != cleaned, "N1");
    const auto simplified = simplify(folded);
    record(simplified != folded, "N2");
    result.text = to_utf8(simplified);

    const auto words = squeeze(std::u32string_view(simplified));
    result.bare = to_utf8(words);
    if (words.empty()) {
        auto bare = simplified;
        std::erase(bare, U' ');
        result.compact = result.core = to_utf8(bare);
    } else {
        const auto shelled = strip_shell(words);
        result.compact = to_utf8(shelled);
        result.core = to_utf8(strip_answering(shelled));
    }
    record(result.compact != result.text, "N3");
    return result;
}

}  // namespace dialogs::text
