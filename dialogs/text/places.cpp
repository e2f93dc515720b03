#include "dialogs/text/places.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/normalise.h"
#include "dialogs/text/pinyin.h"
#include "dialogs/text/speech.h"

#include <algorithm>
#include <set>

namespace dialogs::text {

namespace {

// Left out when people name a place; what remains must still be two characters.
constexpr std::string_view kinds[] = {
    "街道办事处", "街道", "村委会", "行政村", "社区", "镇", "乡", "村"};

// Bytes; who tells a story longer than this does not name his village by its sound, and asking ICU
// for every character of it takes milliseconds.
constexpr std::size_t longest_by_sound = 120;

std::string written(std::string_view text) { return squeeze(normalise(text).text); }

std::vector<std::string> names_of(const Place& place) {
    std::vector<std::string> names{written(place.name)};
    for (const auto kind : kinds) {
        const auto& whole = names.front();
        if (!whole.ends_with(kind)) continue;
        auto bare = whole.substr(0, whole.size() - kind.size());
        if (code_points(bare) >= 2) names.push_back(std::move(bare));
        break;
    }
    for (const auto& alias : place.aliases)
        names.push_back(written(alias));
    std::erase_if(names, [](const std::string& name) { return code_points(name) < 2; });
    return names;
}

// What every run of whole syllables in the text sounds like: 我在bencheng住 has bencheng,
// qingbencheng has not.
std::set<std::string> sounds_within(std::string_view text) {
    constexpr std::size_t longest = 10;  // syllables; no village has a longer name
    const auto all = syllables(text);
    std::set<std::string> sounds;
    for (std::size_t first = 0; first < all.size(); ++first) {
        std::string run;
        for (std::size_t last = first; last < std::min(all.size(), first + longest); ++last) {
            run += all[last];
            sounds.insert(fold_sound(run));
        }
    }
    return sounds;
}

}  // namespace

Gazetteer::Gazetteer(std::vector<Place> places) : places_(std::move(places)) {
    for (std::size_t at = 0; at < places_.size(); ++at) {
        for (auto& name : names_of(places_[at])) {
            auto sound = fuzzy_pinyin(name);
            spellings_.push_back({std::move(name), std::move(sound), at});
        }
    }
    std::stable_sort(spellings_.begin(), spellings_.end(), [](const auto& one, const auto& other) {
        return code_points(one.written) > code_points(other.written);
    });
}

const Place* Gazetteer::by_code(std::string_view code) const {
    const auto found = std::find_if(places_.begin(), places_.end(), [code](const Place& place) {
        return place.code == code;
    });
    return found == places_.end() ? nullptr : &*found;
}

Gazetteer::Matches Gazetteer::matches(std::string_view text) const {
    const auto letters = written(text);
    Matches found;
    if (letters.empty()) return found;
    const auto collect = [&](auto&& fits) {
        for (const auto& spelling : spellings_) {
            if (fits(spelling)) found.push_back(&spelling);
        }
        return !found.empty();
    };
    if (collect([&](const Spelling& s) { return s.written == letters; })) return found;
    if (collect([&](const Spelling& s) { return letters.find(s.written) != std::string::npos; })) {
        return found;
    }
    if (letters.size() > longest_by_sound) return found;
    const auto sound = fuzzy_pinyin(letters);
    if (collect([&](const Spelling& s) { return s.sound == sound; })) return found;
    const auto parts = sounds_within(letters);
    collect([&](const Spelling& s) { return parts.contains(s.sound); });
    return found;
}

// Towns named to say which of their villages is meant.
std::set<std::string_view> Gazetteer::towns_named(const Matches& found) const {
    std::set<std::string_view> towns;
    for (const auto* match : found) {
        for (const auto* other : found) {
            const auto& code = places_[match->place].code;
            if (places_[other->place].parent == code) towns.insert(code);
        }
    }
    return towns;
}

// 胡各庄 inside 东胡各庄 is not a second place.
bool Gazetteer::inside_longer(const Spelling& match, const Matches& found) {
    return std::any_of(found.begin(), found.end(), [&match](const Spelling* other) {
        return other->place != match.place && other->written.size() > match.written.size() &&
               other->written.find(match.written) != std::string::npos;
    });
}

std::vector<const Place*> Gazetteer::find(std::string_view text) const {
    const auto found = candidates(text);
    const auto repair = found.size() == 1 ? std::nullopt : last_repair(text);
    if (!repair || candidates(repair->before).empty()) return found;
    const auto after = candidates(repair->after);
    return after.size() == 1 ? after : found;
}

std::vector<const Place*> Gazetteer::candidates(std::string_view text) const {
    const auto found = matches(text);
    const auto towns = towns_named(found);
    std::vector<const Place*> places;
    for (const auto* match : found) {
        const auto* place = &places_[match->place];
        const bool elsewhere = !towns.empty() && !towns.contains(place->parent);
        const bool known = std::find(places.begin(), places.end(), place) != places.end();
        if (elsewhere || known || inside_longer(*match, found)) continue;
        places.push_back(place);
        if (places.size() == max_candidates) break;
    }
    return places;
}

}  // namespace dialogs::text
