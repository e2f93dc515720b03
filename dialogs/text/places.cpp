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

std::string written(std::string_view text) { return to_utf8(squeeze(folded(text))); }

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

// A text with the places where its characters or syllables end.
struct Parted {
    std::string text;
    std::vector<std::size_t> ends{0};

    void add(std::string_view part) {
        text += part;
        ends.push_back(text.size());
    }
};

Parted characters_of(const std::string& letters) {
    Parted parted;
    for (const char32_t letter : to_utf32(letters))
        parted.add(to_utf8({&letter, 1}));
    return parted;
}

// 我在bencheng住 has bencheng, qingbencheng has not.
Parted sounds_of(std::string_view letters) {
    Parted parted;
    for (const auto& syllable : syllables(letters))
        parted.add(fold_sound(syllable));
    return parted;
}

}  // namespace

void Gazetteer::Index::add(const std::string& key, std::size_t spelling) {
    if (key.empty()) return;
    spellings[key].push_back(spelling);
    longest = std::max(longest, key.size());
}

void Gazetteer::Index::find(std::string_view key, std::set<std::size_t>& found) const {
    const auto there = spellings.find(key);
    if (there != spellings.end()) found.insert(there->second.begin(), there->second.end());
}

void Gazetteer::Index::find_within(
    std::string_view text, const std::vector<std::size_t>& ends, std::set<std::size_t>& found
) const {
    for (std::size_t first = 0; first < ends.size(); ++first) {
        for (std::size_t last = first + 1; last < ends.size(); ++last) {
            const std::size_t length = ends[last] - ends[first];
            if (length > longest) break;
            find(text.substr(ends[first], length), found);
        }
    }
}

Gazetteer::Gazetteer(std::vector<Place> places, Fuzzy fuzzy)
    : places_(std::move(places)), fuzzy_(fuzzy) {
    for (std::size_t at = 0; at < places_.size(); ++at) {
        for (auto& name : names_of(places_[at]))
            spellings_.push_back({std::move(name), at});
    }
    std::stable_sort(spellings_.begin(), spellings_.end(), [](const auto& one, const auto& other) {
        return code_points(one.written) > code_points(other.written);
    });
    for (std::size_t number = 0; number < spellings_.size(); ++number) {
        const std::string& written = spellings_[number].written;
        by_writing_.add(written, number);
        if (fuzzy_ == Fuzzy::none) continue;
        const std::string sound = sounds_of(written).text;
        by_sound_.add(sound, number);
        // Typed in one go, tangan is one word whose g nothing tells to drop: 唐安 is tan'an.
        if (auto typed = fuzzy_pinyin(written); typed != sound) by_sound_.add(typed, number);
    }
}

const Place* Gazetteer::by_code(std::string_view code) const {
    const auto found = std::find_if(places_.begin(), places_.end(), [code](const Place& place) {
        return place.code == code;
    });
    return found == places_.end() ? nullptr : &*found;
}

Gazetteer::Matches Gazetteer::at(const std::set<std::size_t>& numbers) const {
    Matches matches;
    for (const std::size_t number : numbers)
        matches.push_back(&spellings_[number]);
    return matches;
}

Gazetteer::Matches Gazetteer::matches(std::string_view text) const {
    const auto letters = written(text);
    std::set<std::size_t> found;
    by_writing_.find(letters, found);
    if (!found.empty()) return at(found);
    by_writing_.find_within(letters, characters_of(letters).ends, found);
    const bool listens = fuzzy_ == Fuzzy::pinyin && letters.size() <= longest_by_sound;
    if (!found.empty() || !listens) return at(found);
    const auto sounds = sounds_of(letters);
    by_sound_.find(sounds.text, found);
    if (found.empty()) by_sound_.find_within(sounds.text, sounds.ends, found);
    return at(found);
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
