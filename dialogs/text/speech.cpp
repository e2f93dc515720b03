#include "dialogs/text/speech.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/cursor.h"
#include "dialogs/text/han_digits.h"
#include "dialogs/text/normalise.h"

#include <algorithm>
#include <vector>

namespace dialogs::text {

namespace {

constexpr std::size_t longest_speech = 120;  // a longer message is a story, not an answer

constexpr std::u32string_view taken_back[] = {
    U"不对",
    U"不是",
    U"说错了",
    U"打错了",
    U"写错了",
    U"错了",
    U"说错",
    U"打错",
    U"哦不",
    U"噢不",
    U"啊不",
    U"不不",
};
constexpr std::u32string_view before_right[] = {
    U"应该是",
    U"应当是",
    U"我说的是",
    U"改成",
    U"改为",
    U"是",
    U"了",
};
constexpr std::u32string_view sighs[] = {
    U"啊", U"哦", U"噢", U"嗯", U"呃", U"唉", U"哎", U"我", U"说", U"打", U"写"};

bool is_pause(char32_t letter) { return !is_word_character(letter); }

std::u32string_view after_mark(std::u32string_view text) {
    return strip_front(trim_punctuation(text), before_right);
}

std::optional<Repair> split_at(std::u32string_view text, std::size_t from, std::size_t to) {
    const auto before = strip_back(trim_punctuation(text.substr(0, from)), sighs);
    const auto after = after_mark(text.substr(to));
    if (before.empty() || after.empty()) return std::nullopt;
    return Repair{to_utf8(before), to_utf8(after)};
}

// A bare 不 takes something back only between two pauses: "三百，不，五百".
bool is_bare_no(std::u32string_view text, std::size_t at) {
    return text[at] == U'不' && at > 0 && is_pause(text[at - 1]) && at + 1 < text.size() &&
           is_pause(text[at + 1]);
}

// Where the last mark begins and ends.
std::optional<std::pair<std::size_t, std::size_t>> last_mark(std::u32string_view text) {
    for (std::size_t at = text.size(); at-- > 1;) {
        if (is_bare_no(text, at)) return std::pair(at, at + 1);
        for (const auto mark : taken_back) {
            if (text.substr(at).starts_with(mark)) return std::pair(at, at + mark.size());
        }
    }
    return std::nullopt;
}

// 不是三百，是五百
std::optional<Repair> not_this_but_that(std::u32string_view text) {
    if (!text.starts_with(U"不是")) return std::nullopt;
    const auto turn = text.rfind(U'是');
    if (turn < 3 || turn + 1 >= text.size()) return std::nullopt;
    return Repair{
        to_utf8(trim_punctuation(text.substr(2, turn - 2))), to_utf8(text.substr(turn + 1))};
}

std::vector<std::u32string_view> clauses_of(std::u32string_view text) {
    std::vector<std::u32string_view> clauses;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && !is_pause(text[end]))
            ++end;
        if (end > at) clauses.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return clauses;
}

// Two digits twice may be two answers, or one of four digits.
bool says_enough(std::u32string_view clause, bool paused) {
    const bool words = std::any_of(clause.begin(), clause.end(), [](char32_t letter) {
        return !digit_value(letter);
    });
    return clause.size() >= (paused ? 4u : 99u) || (clause.size() >= 2 && words);
}

}  // namespace

std::optional<Repair> last_repair(std::string_view text) {
    const auto letters = folded(text);
    if (letters.size() > longest_speech) return std::nullopt;
    const auto said = trim_punctuation(letters);
    if (const auto turned = not_this_but_that(said)) return turned;
    const auto mark = last_mark(said);
    return mark ? split_at(said, mark->first, mark->second) : std::nullopt;
}

std::optional<std::string> said_twice(std::string_view text) {
    const auto letters = folded(text);
    if (letters.size() > longest_speech) return std::nullopt;
    const auto clauses = clauses_of(letters);
    if (clauses.empty()) return std::nullopt;
    const auto first = clauses.front();
    const auto same = std::count(clauses.begin(), clauses.end(), first);
    if (clauses.size() > 1 && same == std::ssize(clauses) && says_enough(first, true)) {
        return to_utf8(first);
    }
    const auto half = first.substr(0, first.size() / 2);
    const bool doubled = clauses.size() == 1 && first.size() % 2 == 0 &&
                         first.substr(half.size()) == half && says_enough(half, false);
    return doubled ? std::optional(to_utf8(half)) : std::nullopt;
}

bool is_near_miss(const std::string& why) {
    return !why.starts_with("not ") && why != "nothing" && why != "a question";
}

}  // namespace dialogs::text
