#include "knowledge/alarm.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/normalise.h"
#include "knowledge/danger/rules.h"

#include <algorithm>
#include <string>

namespace knowledge {
namespace {

using danger::Rule;
using danger::Words;

bool contains_any(std::string_view text, const Words& words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return text.find(word) != std::string_view::npos;
    });
}

bool holds(const Rule& rule, std::string_view text) {
    for (const auto word : rule.first) {
        for (auto at = text.find(word); at != std::string_view::npos;
             at = text.find(word, at + 1)) {
            const auto after = text.substr(at + word.size(), rule.within);
            if (rule.then.empty() || contains_any(after, rule.then)) return true;
        }
    }
    return false;
}

// A blank keeps the words on both sides from joining into a new one.
void blank_out(std::string& text, const Words& phrases) {
    for (const auto phrase : phrases) {
        for (auto at = text.find(phrase); at != std::string::npos; at = text.find(phrase, at + 1))
            text.replace(at, phrase.size(), " ");
    }
}

bool is_heard(const danger::Sound& sound, std::u32string_view text) {
    for (std::size_t start = 0; start + sound.letters.size() <= text.size(); ++start) {
        const bool all = std::equal(
            sound.letters.begin(),
            sound.letters.end(),
            text.begin() + static_cast<std::ptrdiff_t>(start),
            [](std::u32string_view alike, char32_t letter) {
                return alike.find(letter) != std::u32string_view::npos;
            }
        );
        if (all) return true;
    }
    return false;
}

std::optional<std::string_view> kind_of(const std::string& whole, const std::string& serious) {
    for (const auto& rule : danger::rules()) {
        if (holds(rule, serious) && !contains_any(whole, rule.unless)) return rule.kind;
    }
    const auto letters = dialogs::text::to_utf32(serious);
    for (const auto& sound : danger::sounds()) {
        if (is_heard(sound, letters) && !contains_any(whole, sound.unless)) return sound.kind;
    }
    return std::nullopt;
}

}  // namespace

std::optional<dialogs::Alarm> alarm(std::string_view text) {
    const auto whole = dialogs::text::squeeze(dialogs::text::normalise(text).text);
    auto serious = whole;
    blank_out(serious, danger::harmless());
    const auto kind = kind_of(whole, serious);
    if (!kind) return std::nullopt;
    return dialogs::Alarm{std::string(*kind), std::string(danger::answer(*kind))};
}

std::string_view topic_of(const dialogs::Alarm& alarm) {
    return alarm.kind == "child" ? "child.protect" : "safety.emergency";
}

}  // namespace knowledge
