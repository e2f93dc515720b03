#include "dialogs/engine/wording.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/menu.h"
#include "dialogs/text/speech.h"

#include <algorithm>

namespace dialogs::engine {

namespace {

constexpr std::u32string_view numerals =
    U"〇零一二三四五六七八九十百千万亿两幺洞拐勾叉壹贰叁肆伍陆柒捌玖拾";
constexpr std::string_view question_words[] = {
    "?",  "？", "吗", "么",   "呢",   "怎么", "怎样",   "咋",       "多少",   "什么",
    "啥", "哪", "谁", "为何", "如何", "几时", "能不能", "可不可以", "行不行", "是不是"};
constexpr std::string_view denials[] = {"不", "没", "别", "非", "未", "无", "甭", "勿"};

bool is_han(char32_t letter) { return letter >= 0x4E00 && letter <= 0x9FFF; }
bool is_latin(char32_t letter) { return letter >= U'a' && letter <= U'z'; }

bool contains_any(std::string_view text, auto& words) {
    return std::any_of(std::begin(words), std::end(words), [&](std::string_view word) {
        return text.find(word) != std::string_view::npos;
    });
}

}  // namespace

bool is_wordy(const text::Normalised& message) {
    if (text::menu_number(message)) return false;
    if (message.compact.find("五保") != std::string::npos) return true;  // no number at all
    int words = 0;
    int letters = 0;
    for (const char32_t letter : text::to_utf32(message.compact)) {
        if (is_han(letter) && numerals.find(letter) == std::u32string_view::npos) ++words;
        if (is_latin(letter)) ++letters;
    }
    constexpr int least_letters = 5;  // "dibao"
    return words >= 2 || letters >= least_letters;
}

bool looks_like_question(const text::Normalised& message) {
    return contains_any(message.text, question_words);
}

bool denies_value(const text::Normalised& message) {
    constexpr std::string_view phrases[] = {
        "不是", "不在", "不住", "没在", "没住", "不叫", "不属于", "不归", "并非", "别写", "别填"};
    const auto repair = text::last_repair(message.raw);
    const std::string said = repair ? text::normalise(repair->after).text : message.text;
    return std::any_of(std::begin(phrases), std::end(phrases), [&](std::string_view phrase) {
        return said.find(phrase) != std::string::npos;
    });
}

bool asks_something(const text::Normalised& message) {
    std::string words = message.text;
    std::erase(words, '?');
    return looks_like_question(text::normalise(words));
}

bool denies(std::string_view words) { return contains_any(words, denials); }

}  // namespace dialogs::engine
