#include "dialogs/text/pinyin.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/cursor.h"
#include "dialogs/text/han_tables.h"
#include "dialogs/text/normalise.h"

namespace dialogs::text {

namespace {

// Where the usual reading is not the one in this word, not the local one, or not the one in this
// service's words: 地保 is meant for 低保.
struct Override {
    std::u32string_view written;
    std::string_view read;  // one syllable a character
};
constexpr Override overrides[] = {
    {U"倴城", "ben cheng"},
    {U"长凝", "chang ning"},
    {U"乐亭", "lao ting"},
    {U"地", "di"},
    {U"重庆", "chong qing"},
    {U"沈阳", "shen yang"},
    {U"秘鲁", "bi lu"},
    {U"藏文", "zang wen"},
};

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words(1);
    for (const char letter : text) {
        const bool kept = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
        if (kept) words.back() += letter;
        if (!kept && !words.back().empty()) words.emplace_back();
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

void append(std::vector<std::string>& all, std::vector<std::string> more) {
    for (auto& word : more)
        all.push_back(std::move(word));
}

void append_han(std::vector<std::string>& all, std::u32string_view run) {
    for (const char32_t letter : run) {
        if (const auto read = han_reading(letter); !read.empty()) all.emplace_back(read);
    }
}

const Override* override_at(std::u32string_view text) {
    for (const auto& entry : overrides) {
        if (text.starts_with(entry.written)) return &entry;
    }
    return nullptr;
}

std::size_t han_length(std::u32string_view text) {
    std::size_t length = 0;
    while (length < text.size() && is_han(text[length]) && !override_at(text.substr(length)))
        ++length;
    return length;
}

bool is_latin_or_digit(char32_t letter) { return letter < 0x80 && is_word_character(letter); }

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

// ing, eng and ang lose their g at the end of a syllable; before a vowel it may begin the next: nan
// guan.
void drop_final_g(std::string& text) {
    for (std::size_t at = 2; at < text.size(); ++at) {
        const bool ng = text[at] == 'g' && text[at - 1] == 'n';
        const bool fuzzy =
            ng && std::string_view("iea").find(text[at - 2]) != std::string_view::npos;
        const bool begins_next =
            at + 1 < text.size() &&
            std::string_view("aeiouv").find(text[at + 1]) != std::string_view::npos;
        if (fuzzy && !begins_next) text.erase(at, 1);
    }
}

}  // namespace

std::vector<std::string> syllables(std::string_view text) {
    const auto letters = folded(text);
    std::u32string_view rest(letters);
    std::vector<std::string> read;
    while (!rest.empty()) {
        if (const auto* entry = override_at(rest)) {
            append(read, words_of(entry->read));
            rest.remove_prefix(entry->written.size());
        } else if (const auto length = han_length(rest); length > 0) {
            append_han(read, rest.substr(0, length));
            rest.remove_prefix(length);
        } else {
            std::size_t latin = 0;
            while (latin < rest.size() && is_latin_or_digit(rest[latin]))
                ++latin;
            append(read, words_of(squeeze(to_utf8(rest.substr(0, latin)))));
            rest.remove_prefix(latin == 0 ? 1 : latin);
        }
    }
    return read;
}

std::string pinyin(std::string_view text) {
    std::string joined;
    for (const auto& syllable : syllables(text))
        joined += syllable;
    return joined;
}

std::string fold_sound(std::string_view typed) {
    std::string sound(typed);
    constexpr std::pair<std::string_view, std::string_view> same[] = {
        {"zh", "z"},
        {"ch", "c"},
        {"sh", "s"},
        {"lv", "lu"},
        {"nv", "nu"},
        {"l", "n"},
    };
    for (const auto& [from, to] : same)
        replace_all(sound, from, to);
    drop_final_g(sound);
    return sound;
}

std::string fuzzy_pinyin(std::string_view text) { return fold_sound(pinyin(text)); }

bool sounds_like(std::string_view one, std::string_view other) {
    const auto sound = fuzzy_pinyin(one);
    return !sound.empty() && sound == fuzzy_pinyin(other);
}

}  // namespace dialogs::text
