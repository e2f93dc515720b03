#include "dialogs/text/homophones.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/normalise.h"
#include "dialogs/text/pinyin.h"

#include <algorithm>

namespace dialogs::text {

namespace {

using Sounds = std::vector<std::string>;

constexpr std::size_t shortest_with_a_slip = 3;  // syllables
constexpr std::size_t longest_syllable = 6;      // bytes: zhuang; a Han character has three

Sounds sounds_of(std::string_view text) {
    Sounds sounds = syllables(text);
    for (auto& sound : sounds)
        sound = fold_sound(sound);
    return sounds;
}

// At most one syllable replaced, left out or put in.
bool one_apart(const Sounds& one, const Sounds& other) {
    const auto& longer = one.size() >= other.size() ? one : other;
    const auto& shorter = one.size() >= other.size() ? other : one;
    if (longer.size() - shorter.size() > 1) return false;
    const auto [in_longer, in_shorter] =
        std::mismatch(longer.begin(), longer.end(), shorter.begin(), shorter.end());
    if (in_longer == longer.end()) return true;
    const bool same_length = longer.size() == shorter.size();
    return std::equal(
        in_longer + 1, longer.end(), in_shorter + (same_length ? 1 : 0), shorter.end()
    );
}

// 推出 for 退出: 出 is the same. 禁毒 has nothing of 进度, and is another matter.
bool shares_half(std::u32string_view one, std::u32string_view other) {
    if (one.size() != other.size()) return false;
    std::size_t same = 0;
    for (std::size_t at = 0; at < one.size(); ++at)
        same += one[at] == other[at] ? 1 : 0;
    return 2 * same >= one.size();
}

}  // namespace

Homophones::Homophones(std::vector<std::string> words) {
    for (auto& word : words) {
        auto sounds = sounds_of(word);
        if (sounds.size() < 2) continue;
        longest_ = std::max(longest_, sounds.size());
        words_.push_back({std::move(word), std::move(sounds)});
    }
}

template <class Fits>
std::vector<std::string_view> Homophones::all(Fits fits) const {
    std::vector<std::string_view> found;
    for (const auto& word : words_) {
        if (fits(word)) found.push_back(word.written);
    }
    return found;
}

std::vector<std::string_view> Homophones::find_alike(const std::string& said, Sounds& sounds)
    const {
    auto found = all([&](const Word& word) { return word.written == said; });
    if (!found.empty() || said.size() > (longest_ + 1) * longest_syllable) return found;
    sounds = sounds_of(said);
    if (sounds.size() < 2 || sounds.size() > longest_ + 1) return {};
    return all([&](const Word& word) { return word.sounds == sounds; });
}

std::vector<std::string_view> Homophones::sounding_like(std::string_view message) const {
    const std::string said = normalise(message).compact;
    const std::u32string letters = to_utf32(said);
    const auto near = [&](const Word& word) {
        return shares_half(to_utf32(word.written), letters);
    };
    // Asking for sounds is dear, and most messages are near to no word.
    if (std::none_of(words_.begin(), words_.end(), near)) return {};
    Sounds sounds;
    auto found = find_alike(said, sounds);
    std::erase_if(found, [&](std::string_view word) {
        return !shares_half(to_utf32(word), letters);
    });
    return found;
}

std::vector<std::string_view> Homophones::find(std::string_view message) const {
    Sounds sounds;
    auto found = find_alike(normalise(message).compact, sounds);
    if (!found.empty() || sounds.size() < shortest_with_a_slip) return found;
    return all([&](const Word& word) {
        return word.sounds.size() >= shortest_with_a_slip && one_apart(word.sounds, sounds);
    });
}

}  // namespace dialogs::text
