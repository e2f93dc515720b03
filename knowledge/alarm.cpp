#include "knowledge/alarm.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/normalise.h"
#include "knowledge/danger/rules.h"
#include "knowledge/danger/word_index.h"
#include "knowledge/danger/words.h"

#include <algorithm>
#include <string>
#include <vector>

namespace knowledge {
namespace {

using danger::any_word;
using danger::Rule;
using danger::Sound;

constexpr std::size_t long_from = 14;  // characters: see danger::weak()

bool contains_any(std::string_view text, std::string_view words) {
    return any_word(words, [&](std::string_view word) { return text.find(word) != text.npos; });
}

bool is_one_of(std::string_view word, std::string_view words) {
    return any_word(words, [&](std::string_view other) { return word == other; });
}

bool holds(const Rule& rule, std::string_view text, bool is_long) {
    return any_word(rule.first, [&](std::string_view word) {
        if (text.find(word) == text.npos) return false;
        if (is_long && is_one_of(word, danger::weak())) return false;
        for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
            const auto after = text.substr(at + word.size(), rule.within);
            if (rule.then.empty() || contains_any(after, rule.then)) return true;
        }
        return false;
    });
}

bool holds_at(const Sound& sound, std::u32string_view text) {
    std::size_t at = 0;
    const bool differs = any_word(sound.letters, [&](std::u32string_view alike) {
        return at >= text.size() || alike.find(text[at++]) == alike.npos;
    });
    return !differs;
}

bool holds(const Sound& sound, std::u32string_view text) {
    for (; !text.empty(); text.remove_prefix(1)) {
        if (holds_at(sound, text)) return true;
    }
    return false;
}

// A blank keeps the words on both sides from joining into a new one.
std::string without_harmless(std::string text) {
    any_word(danger::harmless(), [&](std::string_view phrase) {
        for (auto at = text.find(phrase); at != text.npos; at = text.find(phrase, at + 1))
            text.replace(at, phrase.size(), " ");
        return false;
    });
    return text;
}

// 我妈 and 俺家孩子 are no 我.
std::string without_others(std::string text) {
    any_word(danger::others(), [&](std::string_view who) {
        for (const std::string_view mine : {"我家", "俺家", "我", "俺"}) {
            const auto phrase = std::string(mine) + std::string(who);
            for (auto at = text.find(phrase); at != text.npos; at = text.find(phrase, at))
                text.erase(at, phrase.size());
        }
        return false;
    });
    return text;
}

// Every rule, and where the first words of each may begin.
struct Watch {
    Watch() {
        for (const auto& of_one_kind :
             {danger::suicide_rules(),
              danger::child_rules(),
              danger::violence_rules(),
              danger::medical_rules(),
              danger::fire_rules()})
            rules.insert(rules.end(), of_one_kind.begin(), of_one_kind.end());
        for (std::size_t i = 0; i < rules.size(); ++i)
            any_word(rules[i].first, [&](std::string_view word) {
                first_words.add(word, i);
                return false;
            });
        any_word(danger::harmless(), [&](std::string_view phrase) {
            harmless.add(phrase, 0);
            return false;
        });
        for (std::size_t i = 0; i < danger::sounds().size(); ++i) {
            const auto letters = danger::sounds()[i].letters;
            for (const char32_t letter : letters.substr(0, letters.find(U' ')))
                first_sounds.add(dialogs::text::to_utf8({&letter, 1}), i);
        }
    }

    std::vector<Rule> rules;  // in the order they are tried
    danger::WordIndex first_words, harmless, first_sounds;
};

std::string_view kind_of(const std::string& whole) {
    static const Watch watch;
    const auto serious = watch.harmless.owners_in(whole).front() ? without_harmless(whole) : whole;
    const auto begun = watch.first_words.owners_in(serious);
    const bool is_long = dialogs::text::code_points(whole) > long_from;
    for (std::size_t i = 0; i < begun.size(); ++i) {
        const auto& rule = watch.rules[i];
        if (!begun[i] || !holds(rule, serious, is_long)) continue;
        if (rule.kind != "suicide" && contains_any(whole, danger::settled())) continue;
        if (!contains_any(whole, rule.unless) && !contains_any(whole, rule.unless_also))
            return rule.kind;
    }
    const auto heard = watch.first_sounds.owners_in(serious);
    if (std::ranges::find(heard, true) == heard.end()) return {};
    const auto letters = dialogs::text::to_utf32(serious);
    for (std::size_t i = 0; i < heard.size(); ++i) {
        const auto& sound = danger::sounds()[i];
        if (heard[i] && holds(sound, letters) && !contains_any(whole, sound.unless))
            return sound.kind;
    }
    return {};
}

// Who writes is not who swallowed or hanged: the message begins with somebody else, and nothing
// in it is told of oneself. In doubt it is the writer's own danger.
bool tells_of_another(const std::string& whole) {
    std::string_view rest = whole;
    const auto is_skipped = [&](std::string_view word) {
        if (!rest.starts_with(word)) return false;
        rest.remove_prefix(word.size());
        return true;
    };
    while (any_word(danger::before_another(), is_skipped)) {
    }
    if (!any_word(danger::others(), is_skipped)) return false;
    if (!contains_any(rest, danger::acts())) return false;
    return !contains_any(without_others(std::string(rest)), "我 俺 咱");
}

}  // namespace

std::optional<dialogs::Alarm> alarm(std::string_view text) {
    const auto whole = dialogs::text::bare(text);
    const auto kind = kind_of(whole);
    if (kind.empty()) return std::nullopt;
    const bool is_anothers = kind == "suicide" && tells_of_another(whole);
    const auto words = is_anothers ? danger::answer_to_a_witness() : danger::answer(kind);
    return dialogs::Alarm{std::string(kind), std::string(words)};
}

bool is_over(std::string_view text) {
    const auto whole = dialogs::text::bare(text);
    return contains_any(whole, danger::over()) && !contains_any(whole, danger::not_over());
}

std::string_view topic_of(const dialogs::Alarm& alarm) {
    return alarm.kind == "child" ? child_topic : emergency_topic;
}

}  // namespace knowledge
