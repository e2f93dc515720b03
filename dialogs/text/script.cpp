#include "dialogs/text/script.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/han_tables.h"

#include <unicode/translit.h>

#include <algorithm>
#include <memory>
#include <string_view>
#include <vector>

namespace dialogs::text {

namespace {

struct Phrase {
    std::u32string_view traditional;
    std::u32string_view simplified;
};

// What ICU's rules have otherwise, or leave alone. No phrase is the beginning of another.
constexpr Phrase phrases[] = {
    // 乾 is 干 where something is dry, 藉 is 借 where it is lent, 著 is 着 but in writings.
    {U"乾隆", U"乾隆"},
    {U"乾坤", U"乾坤"},
    {U"乾陵", U"乾陵"},
    {U"乾縣", U"乾县"},
    {U"乾县", U"乾县"},
    {U"乾安", U"乾安"},
    {U"康乾", U"康乾"},
    {U"慰藉", U"慰藉"},
    {U"狼藉", U"狼藉"},
    {U"枕藉", U"枕藉"},
    {U"憑藉", U"凭借"},
    {U"凭藉", U"凭借"},
    {U"顯著", U"显著"},
    {U"显著", U"显著"},
    {U"編著", U"编著"},
    {U"编著", U"编著"},
    {U"昭著", U"昭著"},
    {U"瞭望", U"瞭望"},
    // An answer and a second look are 复, a cover is 覆.
    {U"回覆", U"回复"},
    {U"答覆", U"答复"},
    {U"批覆", U"批复"},
    {U"函覆", U"函复"},
    {U"反覆", U"反复"},
    {U"重覆", U"重复"},
    {U"申覆", U"申复"},
    {U"覆核", U"复核"},
    {U"覆查", U"复查"},
    {U"覆議", U"复议"},
    {U"覆议", U"复议"},
    {U"覆審", U"复审"},
    {U"覆审", U"复审"},
    // Written with another character, also by people who write the rest as we do.
    {U"身分證", U"身份证"},
    {U"身分证", U"身份证"},
    {U"帳戶", U"账户"},
    {U"帐户", U"账户"},
    {U"帳號", U"账号"},
    {U"帐号", U"账号"},
    {U"諮", U"咨"},
    {U"谘", U"咨"},
    {U"鉅", U"巨"},
    {U"妳", U"你"},
    {U"牠", U"它"},
    {U"褲", U"裤"},
    {U"隣", U"邻"},
    {U"邨", U"村"},
    {U"擡", U"抬"},
    {U"塩", U"盐"},
    {U"峯", U"峰"},
    {U"嶽", U"岳"},
    {U"迺", U"乃"},
    {U"煖", U"暖"},
    {U"氷", U"冰"},
    {U"麪", U"面"},
    {U"痺", U"痹"},
    {U"舘", U"馆"},
    {U"攷", U"考"},
    {U"囘", U"回"},
    {U"衹", U"只"},
    {U"喒", U"咱"},
    {U"冄", U"冉"},
};

bool begins_phrase(char32_t letter) {
    static const auto begun = [] {
        std::vector<bool> marks(0x10000);  // no phrase begins beyond the first plane
        for (const Phrase& phrase : phrases)
            marks[phrase.traditional.front()] = true;
        return marks;
    }();
    return letter < begun.size() && begun[letter];
}

const Phrase* phrase_at(std::u32string_view text) {
    if (!begins_phrase(text.front())) return nullptr;
    const auto* const found = std::ranges::find_if(phrases, [text](const Phrase& phrase) {
        return text.starts_with(phrase.traditional);
    });
    return found == std::end(phrases) ? nullptr : found;
}

// Nearly everybody writes simplified already, and looking is cheaper than rewriting.
bool is_left_alone(std::u32string_view text) {
    return std::ranges::none_of(text, [](char32_t letter) {
        return is_traditional(letter) || begins_phrase(letter);
    });
}

// ICU's rules, compiled when the first message needs them.
std::u32string by_rules(std::u32string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    static const std::unique_ptr<const icu::Transliterator> rules(
        icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status)
    );
    if (text.empty() || !rules) return std::u32string(text);
    auto letters = icu::UnicodeString::fromUTF8(to_utf8(text));
    rules->transliterate(letters);
    std::string result;
    return to_utf32(letters.toUTF8String(result));
}

std::u32string rewritten(std::u32string_view text) {
    if (is_left_alone(text)) return std::u32string(text);
    auto simplified = by_rules(text);
    // 薴 becomes 苧, and 苧 by itself 苎.
    return std::ranges::any_of(simplified, is_traditional) ? by_rules(simplified) : simplified;
}

}  // namespace

std::u32string simplify(std::u32string text) {
    if (is_left_alone(text)) return text;
    std::u32string simplified;
    std::size_t done = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::u32string_view rest = std::u32string_view(text).substr(at);
        const Phrase* const phrase = phrase_at(rest);
        if (!phrase) {
            ++at;
            continue;
        }
        simplified += rewritten(std::u32string_view(text).substr(done, at - done));
        simplified += phrase->simplified;
        at += phrase->traditional.size();
        done = at;
    }
    return simplified + rewritten(std::u32string_view(text).substr(done));
}

}  // namespace dialogs::text
