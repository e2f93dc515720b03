#include "knowledge/alarm.h"

#include "dialogs/text/normalise.h"
#include "dialogs/text/pinyin.h"
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

std::optional<std::string_view> kind_of(const std::string& whole, const std::string& serious) {
    for (const auto& rule : danger::rules()) {
        if (holds(rule, serious) && !contains_any(whole, rule.unless)) return rule.kind;
    }
    // Only short messages: in a long one some syllables somewhere sound like anything.
    constexpr std::size_t longest_heard = 90;
    if (serious.size() > longest_heard) return std::nullopt;
    const auto heard = dialogs::text::pinyin(serious);
    for (const auto& sound : danger::sounds()) {
        if (heard.find(sound.pinyin) != std::string::npos) return sound.kind;
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
