#include "dialogs/text/yes_no.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/cursor.h"
#include "dialogs/text/normalise.h"
#include "dialogs/text/words.h"
#include "dialogs/text/yes_no_clause.h"
#include "dialogs/text/yes_no_words.h"

#include <algorithm>
#include <vector>

namespace dialogs::text {

namespace {

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

bool only_listens(std::u32string_view clause) {
    return holds(weak_words, clause) || holds(fillers(), clause) || holds(greetings(), clause) ||
           is_speaker(clause);
}

std::vector<std::u32string_view> clauses(std::u32string_view text) {
    std::vector<std::u32string_view> found;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && is_word_character(text[end]))
            ++end;
        const auto clause = text.substr(at, end - at);
        if (!clause.empty() && !holds(thanks(), clause) && !is_apology(clause))
            found.push_back(clause);
        at = end + 1;
    }
    // "嗯，不是": the first word only says that somebody listens.
    while (found.size() > 1 && only_listens(once(found.front())))
        found.erase(found.begin());
    return found;
}

// What the clauses say one by one: "不用，谢谢" is one answer, "不，是的" two, and "是，三口人" not
// only answers.
std::vector<YesNo> answers_in(const std::vector<std::u32string_view>& clauses) {
    std::vector<YesNo> answers;
    for (const auto clause : clauses) {
        const auto answer = answer_in(clause);
        if (!answer) return {};
        answers.push_back(*answer);
    }
    return answers;
}

std::optional<YesNo> sign_of_hand(std::u32string_view letters) {
    if (letters.empty()) return std::nullopt;
    // A tone of skin may follow the thumb.
    const bool up = letters[0] == U'\U0001F44D' || letters[0] == U'\U0001F44C';
    const bool down = letters[0] == U'\U0001F44E' || letters[0] == U'\U0001F645';
    const bool alone = std::all_of(letters.begin(), letters.end(), [](char32_t letter) {
        return !is_word_character(letter);
    });
    if (!alone || !(up || down)) return std::nullopt;
    return up ? YesNo::yes : YesNo::no;
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
    const auto message = folded(text);
    const auto asks = message.find(U'?') != std::u32string::npos;
    if (asks) return refused<YesNo>("a question");
    if (const auto answer = sign_of_hand(message)) return understood(*answer);
    const auto words = squeeze(message);
    if (words.empty()) return refused<YesNo>("nothing");
    const auto said = clauses(message);
    // 行好 begs; "行，好" agrees twice.
    if (said.size() < 2 && holds(other_words(), words)) return refused<YesNo>("not yes or no");
    if (const auto answers = answers_in(said); !answers.empty()) {
        const bool agreed = std::count(answers.begin(), answers.end(), answers.front()) ==
                            static_cast<std::ptrdiff_t>(answers.size());
        return agreed ? understood(answers.front()) : refused<YesNo>("correction");
    }
    const auto core = strip_front(words, fillers());
    const bool is_news = said.size() != 1 || said.front() != words;
    if (const auto answer = is_news ? answer_in(words) : std::nullopt) return understood(*answer);
    const bool was_filled = core.size() < words.size();
    if (const auto answer = was_filled ? answer_in(core) : std::nullopt) return understood(*answer);
    return refused<YesNo>(begins_with_denial(core) ? "correction" : "not yes or no");
}

bool is_weak_yes(std::string_view text) {
    const auto words = squeeze(folded(text));
    return holds(weak_words, once(words));
}

}  // namespace dialogs::text
