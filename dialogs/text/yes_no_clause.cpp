#include "dialogs/text/yes_no_clause.h"

#include "dialogs/text/words.h"
#include "dialogs/text/yes_no_words.h"

#include <algorithm>
#include <string>

namespace dialogs::text {

namespace {

constexpr std::u32string_view endings[] = {U"的", U"滴", U"哒"};
constexpr std::u32string_view speakers[] = {
    U"我看", U"我觉得", U"俺看", U"我们家", U"我们", U"我家里", U"我家",
    U"我",   U"俺们",   U"俺家", U"俺",     U"咱们", U"咱家",   U"咱",
    U"家里", U"这个",   U"全家", U"老人",   U"他",   U"她",     U"我妈",
    U"我爸", U"俺妈",   U"俺爸", U"俺娘",   U"俺爹", U"我老伴", U"老伴",
};
// 对 and 行 said of oneself are no answers: 我行.
constexpr std::u32string_view not_of_oneself[] = {U"对", U"好", U"行", U"中", U"成", U"得", U"可"};
constexpr std::u32string_view adverbs[] = {
    U"确实",
    U"实在",
    U"真的",
    U"给",
    U"都",
    U"也",
    U"真",
    U"肯定",
    U"当然",
    U"绝对",
    U"完全",
    U"全",
    U"那就",
    U"那",
    U"还是",
    U"很",
    U"坚决",
};
// Only before a no, lest 先要 be taken for yes.
constexpr std::u32string_view before_no[] = {
    U"今天",   U"今年", U"这回", U"这次", U"到现在", U"从",   U"一点也",
    U"一点都", U"一点", U"先",   U"暂",   U"暂时",   U"现在", U"目前",
    U"早",     U"从来", U"还",   U"这",   U"可",     U"并",   U"就",
};
constexpr std::u32string_view denying[] = {U"不", U"甭", U"别"};
constexpr std::u32string_view degrees[] = {U"是很", U"是太", U"太", U"大", U"怎么", U"很"};
constexpr std::u32string_view apologies[] = {U"不好意思", U"对不起", U"抱歉", U"唉", U"哎"};

// A verb with or without what it is about: 要, 要办, 是我.
bool is_agreement(std::u32string_view text) {
    if (holds(agreeing_words(), text)) return true;
    if (text.starts_with(U'是')) return holds(what_is(), text.substr(1));
    const auto words = doing_words();
    return std::any_of(words.begin(), words.end(), [text](auto verb) {
        return text.starts_with(verb) && holds(deeds_done(), text.substr(verb.size()));
    });
}

// 听不懂, 没记住, 说不准: to hear, see, make out or say, and to fail in it.
bool fails_to_know(std::u32string_view text) {
    static constexpr std::u32string_view verbs[] = {
        U"听", U"看", U"搞", U"弄", U"整", U"记", U"说", U"想", U"拿", U"吃", U"闹"};
    static constexpr std::u32string_view ends[] = {
        U"懂",
        U"明白",
        U"清楚",
        U"清",
        U"准",
        U"好",
        U"上来",
        U"上",
        U"起来",
        U"起",
        U"住",
        U"得",
        U"定",
        U"出来"};
    Cursor cursor(text);
    const bool not_yet = cursor.take(U"没");
    if (not_yet && holds(knowing_words(), cursor.rest())) return true;
    if (!cursor.take_any(verbs)) return false;
    if (!not_yet && !cursor.take(U"不")) return false;
    static constexpr std::u32string_view softly[] = {U"太", U"大"};
    cursor.take_any(softly);
    return holds(ends, cursor.rest());
}

// 不太清楚, 不同意, 甭办. Two denials are left alone: 不是不行.
std::optional<YesNo> denied(std::u32string_view text) {
    Cursor cursor(text);
    if (!cursor.take_any(denying)) return std::nullopt;
    for (int degree = 0; degree < 2; ++degree) {
        // 不确定 is not knowing rather than not agreeing.
        if (holds(knowing_words(), cursor.rest())) return YesNo::unknown;
        if (is_agreement(cursor.rest())) return YesNo::no;
        if (!cursor.take_any(degrees)) break;
    }
    return std::nullopt;
}

std::optional<YesNo> looked_up(std::u32string_view text) {
    if (holds(other_words(), text)) return std::nullopt;
    // 不 before anything else, lest a particle taken off turned 不了 around.
    if (holds(unknown_words(), text) || fails_to_know(text)) return YesNo::unknown;
    if (holds(none_words(), text)) return YesNo::none;
    if (holds(no_words(), text)) return YesNo::no;
    if (const auto answer = denied(text)) return answer;
    if (text.starts_with(U"就是") && holds(what_is(), text.substr(2))) return YesNo::yes;
    return holds(yes_words(), text) || is_agreement(text) ? std::optional(YesNo::yes)
                                                          : std::nullopt;
}

std::u32string_view last_word_off(std::u32string_view text) {
    std::size_t longest = 0;
    for (const auto words : {thanks(), particles(), Words(endings)}) {
        for (const auto word : words) {
            if (text.size() > word.size() && text.ends_with(word))
                longest = std::max(longest, word.size());
        }
    }
    return text.substr(0, text.size() - longest);
}

// As written, then with one particle after another off the end.
std::optional<YesNo> without_particles(std::u32string_view text) {
    for (;;) {
        if (holds(other_words(), text)) return std::nullopt;
        if (const auto answer = looked_up(once(text))) return answer;
        const auto shorter = last_word_off(text);
        if (shorter.size() == text.size()) return std::nullopt;
        text = shorter;
    }
}

// What looked_up() takes for yes begins with none but these letters.
bool may_begin_yes(std::u32string_view text) {
    static const auto letters = [] {
        std::u32string first = U"是就";
        for (const auto words : {yes_words(), agreeing_words(), doing_words()})
            for (const auto word : words)
                first += word.front();
        return first;
    }();
    return letters.find(text.front()) != std::u32string::npos;
}

// 能不能, 有没有: a question without a question mark.
bool asks_either(std::u32string_view text) {
    for (std::size_t at = 1; at + 1 < text.size(); ++at) {
        const bool turns = text[at] == U'不' || text[at] == U'没';
        const bool repeated_denial = at > 1 && text[at - 2] == U'不';
        if (turns && text[at - 1] == text[at + 1] && !repeated_denial) return true;
    }
    return false;
}

}  // namespace

bool holds(Words words, std::u32string_view text) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

bool is_speaker(std::u32string_view text) { return holds(speakers, text); }
bool is_apology(std::u32string_view text) { return holds(apologies, text); }

std::u32string_view once(std::u32string_view text) {
    for (std::size_t length = 1; length <= 3 && length * 2 <= text.size(); ++length) {
        if (text.size() % length != 0) continue;
        const auto unit = text.substr(0, length);
        bool repeated = true;
        for (std::size_t at = length; at < text.size() && repeated; at += length) {
            repeated = text.substr(at, length) == unit;
        }
        if (repeated) return unit;
    }
    return text;
}

// 是的没错, 对没错: one yes after another without a pause. Not so with no: 不要不行 is none.
bool yes_twice(std::u32string_view text) {
    static constexpr std::u32string_view short_ones[] = {U"是", U"对", U"行", U"好", U"中", U"嗯"};
    constexpr std::size_t shortest = 3;
    constexpr std::size_t longest = 8;
    if (text.size() < shortest || text.size() > longest) return false;
    const auto is_yes = [](std::u32string_view part) {
        const bool clear = part.size() > 1 || holds(short_ones, part);
        return clear && may_begin_yes(part) && without_particles(part) == YesNo::yes;
    };
    for (std::size_t at = 1; at < text.size(); ++at) {
        if (is_yes(text.substr(0, at)) && is_yes(text.substr(at))) return true;
    }
    return false;
}

// As it is, then with who says it and how sure he is off the front.
std::optional<YesNo> answer_in(std::u32string_view clause) {
    if (asks_either(once(clause))) return std::nullopt;
    if (const auto answer = without_particles(clause)) return answer;
    clause = strip_front(clause, {apologies, thanks()});
    const auto said = strip_front(clause, {speakers});
    const auto core = strip_front(said, {adverbs, speakers});
    const bool of_oneself = core.size() != clause.size() && core.size() == said.size();
    if (of_oneself && holds(not_of_oneself, core)) return std::nullopt;
    if (holds(other_words(), said)) return std::nullopt;
    if (const auto answer = without_particles(core)) return answer;
    const auto later = without_particles(strip_front(core, {before_no, adverbs, speakers}));
    if (later && *later != YesNo::yes) return later;
    return yes_twice(clause) ? std::optional(YesNo::yes) : std::nullopt;
}

}  // namespace dialogs::text
