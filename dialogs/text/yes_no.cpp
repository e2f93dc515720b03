#include "dialogs/text/yes_no.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/cursor.h"
#include "dialogs/text/normalise.h"

#include <algorithm>
#include <vector>

namespace dialogs::text {

namespace {

constexpr std::u32string_view yes_words[] = {
    U"是",    U"是的",   U"是滴",   U"对",     U"对的",   U"对头",   U"中",     U"行",
    U"好",    U"好的",   U"好滴",   U"好嘞",   U"好咧",   U"嗯",     U"恩",     U"嗯呢",
    U"嗯那",  U"嗯哪",   U"唔",     U"可以",   U"能",     U"能行",   U"成",     U"得嘞",
    U"妥",    U"妥了",   U"没毛病", U"没问题", U"没错",   U"没错儿", U"错不了", U"正确",
    U"同意",  U"愿意",   U"要",     U"要的",   U"需要",   U"想",     U"会",     U"有",
    U"有的",  U"确认",   U"确定",   U"当然",   U"当然是", U"必须的", U"可不",   U"可不是",
    U"就是",  U"是这样", U"是这个", U"就这样", U"就这个", U"是我",   U"对着呢", U"也行",
    U"也好",  U"可",     U"办",     U"ok",     U"okay",   U"yes",    U"y",      U"shi",
    U"shide", U"dui",    U"xing",   U"hao",    U"haode",  U"keyi",   U"zhong",
};
constexpr std::u32string_view no_words[] = {
    U"不",       U"不是",  U"不对",   U"不中",   U"不行",   U"不成",   U"不好",   U"不可以",
    U"不能",     U"不用",  U"不用了", U"不要",   U"不要了", U"不需要", U"不想",   U"不愿意",
    U"不同意",   U"不会",  U"不办",   U"不办了", U"不了",   U"不必",   U"不必了", U"甭",
    U"甭了",     U"别",    U"别了",   U"算了",   U"算了吧", U"拉倒",   U"错",     U"错了",
    U"错误",     U"取消",  U"否",     U"非",     U"没必要", U"用不着", U"不是我", U"不是这个",
    U"不是这样", U"no",    U"n",      U"nope",   U"bu",     U"bushi",  U"budui",  U"buxing",
    U"buyong",   U"buyao",
};
constexpr std::u32string_view unknown_words[] = {
    U"不知道",     U"不晓得",   U"不清楚",   U"不太清楚", U"不大清楚", U"不是很清楚", U"不确定",
    U"不太确定",   U"忘",       U"忘了",     U"忘记",     U"忘记了",   U"记不清",     U"记不清了",
    U"记不得",     U"记不得了", U"记不住",   U"记不住了", U"不记得",   U"不记得了",   U"想不起来",
    U"想不起来了", U"说不准",   U"说不好",   U"说不清",   U"不好说",   U"没记住",     U"不一定",
    U"不明白",     U"不懂",     U"没听懂",   U"弄不清",   U"搞不清",   U"搞不清楚",   U"弄不清楚",
    U"拿不准",     U"不了解",   U"buzhidao",
};
constexpr std::u32string_view none_words[] = {
    U"没有", U"没有了",     U"没",         U"没了",     U"无",       U"没得",       U"都没有",
    U"都没", U"一个也没有", U"一个都没有", U"啥也没有", U"啥都没有", U"什么都没有", U"什么也没有",
    U"没啥", U"没有的",     U"暂无",       U"暂时没有", U"还没有",   U"还没",       U"meiyou",
};
constexpr std::u32string_view weak_words[] = {U"嗯", U"恩", U"唔"};
// How a correction begins: a no, and then what is right.
constexpr std::u32string_view denials[] = {
    U"不是",
    U"不对",
    U"错了",
    U"错",
    U"不行",
    U"不要",
    U"不用",
    U"不",
    U"甭",
    U"别",
    U"没有",
};
constexpr std::u32string_view particles[] = {
    U"谢谢您", U"谢谢你", U"谢谢啦", U"谢谢了", U"谢谢", U"多谢", U"的", U"吧",
    U"啊",     U"呀",     U"呢",     U"哈",     U"哈",   U"啦",   U"嘞", U"哦",
    U"噢",     U"呗",     U"嘛",     U"哟",     U"哇",   U"滴",   U"了",
};
constexpr std::u32string_view openings[] = {
    U"嗯嗯",
    U"嗯",
    U"恩",
    U"哦",
    U"噢",
    U"啊",
    U"呃",
    U"那个",
    U"那就",
    U"那",
    U"我",
    U"俺",
    U"咱",
    U"都",
    U"也",
    U"还是",
};

// What taking off a particle or 我 would turn into an answer, though it is none.
constexpr std::u32string_view other_words[] = {
    U"别的",
    U"行了",
    U"我错了",
    U"我的",
    U"我好",
    U"我行",
    U"对了",
    U"还是",
    U"也是",
    U"都是",
    U"没的",
};

bool holds(Words words, std::u32string_view text) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

std::optional<YesNo> looked_up(std::u32string_view text) {
    // 不 before anything else, lest a particle taken off turned 不了 around.
    if (holds(unknown_words, text)) return YesNo::unknown;
    if (holds(none_words, text)) return YesNo::none;
    if (holds(no_words, text)) return YesNo::no;
    if (holds(yes_words, text)) return YesNo::yes;
    return std::nullopt;
}

// 对对对 is 对, 是的是的 is 是的.
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

// As written, then with one particle after another off the end.
std::optional<YesNo> without_particles(std::u32string_view text) {
    for (;;) {
        if (const auto answer = looked_up(once(text))) return answer;
        const auto shorter = [text] {
            for (const auto particle : particles) {
                if (text.size() > particle.size() && text.ends_with(particle)) {
                    return text.substr(0, text.size() - particle.size());
                }
            }
            return text;
        }();
        if (shorter.size() == text.size()) return std::nullopt;
        text = shorter;
    }
}

std::vector<std::u32string_view> clauses(std::u32string_view text) {
    static constexpr std::u32string_view thanks[] = {
        U"谢谢", U"谢谢您", U"谢谢你", U"多谢", U"谢谢啦"};
    std::vector<std::u32string_view> found;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && is_word_character(text[end]))
            ++end;
        const auto clause = text.substr(at, end - at);
        if (!clause.empty() && !holds(thanks, clause)) found.push_back(clause);
        at = end + 1;
    }
    // "嗯，不是": the first word only says that somebody listens.
    while (found.size() > 1 && holds(openings, once(found.front())))
        found.erase(found.begin());
    return found;
}

// What the clauses say one by one: "不用，谢谢" is one answer, "不，是的" two, and "是，三口人" not
// only answers.
std::vector<YesNo> answers_in(std::u32string_view text) {
    std::vector<YesNo> answers;
    for (const auto clause : clauses(text)) {
        const auto answer = without_particles(clause);
        if (!answer) return {};
        answers.push_back(*answer);
    }
    return answers;
}

std::optional<YesNo> thumb(const std::string& text) {
    const auto letters = to_utf32(text);
    if (letters.empty()) return std::nullopt;
    // A tone of skin may follow the thumb.
    if (letters[0] == U'\U0001F44D' || letters[0] == U'\U0001F44C') {
        const bool alone = std::all_of(letters.begin(), letters.end(), [](char32_t letter) {
            return !is_word_character(letter);
        });
        if (alone) return YesNo::yes;
    }
    return std::nullopt;
}

bool begins_with_denial(std::u32string_view text) {
    return std::any_of(std::begin(denials), std::end(denials), [text](auto word) {
        return text.starts_with(word) && text.size() > word.size();
    });
}

}  // namespace

std::string_view name(YesNo answer) {
    switch (answer) {
        case YesNo::yes: return "yes";
        case YesNo::no: return "no";
        case YesNo::unknown: return "unknown";
        case YesNo::none: return "none";
    }
    return "";
}

Reading<YesNo> yes_no(std::string_view text) {
    const auto message = normalise(text).text;
    const auto asks = message.find('?') != std::string::npos;
    if (asks) return refused<YesNo>("a question");
    if (const auto answer = thumb(message)) return understood(*answer);
    const auto words = to_utf32(squeeze(message));
    if (words.empty()) return refused<YesNo>("nothing");
    if (holds(other_words, words)) return refused<YesNo>("not yes or no");
    if (const auto answers = answers_in(to_utf32(message)); !answers.empty()) {
        const bool agreed = std::count(answers.begin(), answers.end(), answers.front()) ==
                            static_cast<std::ptrdiff_t>(answers.size());
        return agreed ? understood(answers.front()) : refused<YesNo>("correction");
    }
    if (const auto answer = without_particles(words)) return understood(*answer);
    const auto core = strip_front(words, openings);
    if (const auto answer = without_particles(core)) return understood(*answer);
    return refused<YesNo>(begins_with_denial(core) ? "correction" : "not yes or no");
}

bool is_weak_yes(std::string_view text) {
    const auto words = to_utf32(squeeze(normalise(text).text));
    return holds(weak_words, once(words));
}

}  // namespace dialogs::text
