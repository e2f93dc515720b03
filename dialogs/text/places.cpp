#include "dialogs/text/places.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/normalise.h"
#include "dialogs/text/pinyin.h"

#include <algorithm>
#include <set>

namespace dialogs::text {

namespace {

// Left out when people name a place; what remains must still be two characters.
constexpr std::string_view kinds[] = {
    "街道办事处", "街道", "村委会", "行政村", "社区", "镇", "乡", "村"};

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

// Whether the run of syllables is somewhere in the text: 我在bencheng住 has ben cheng, but
// qingbencheng has not.
bool sounds_within(const std::vector<std::string>& text, std::string_view sound) {
    for (std::size_t first = 0; first < text.size(); ++first) {
        std::string run;
        for (std::size_t last = first; last < text.size() && run.size() < sound.size(); ++last) {
            run += text[last];
            if (run == sound) return true;
        }
    }
    return false;
}

std::vector<std::string> fuzzy_syllables(std::string_view text) {
    auto all = syllables(text);
    for (auto& syllable : all)
        syllable = fuzzy_pinyin(syllable);
    return all;
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

std::vector<Gazetteer::Spelling> Gazetteer::matches(std::string_view text) const {
    const auto letters = written(text);
    std::vector<Spelling> found;
    if (letters.empty()) return found;
    const auto collect = [&](auto&& fits) {
        for (const auto& spelling : spellings_) {
            if (fits(spelling)) found.push_back(spelling);
        }
        return !found.empty();
    };
    if (collect([&](const Spelling& s) { return s.written == letters; })) return found;
    if (collect([&](const Spelling& s) { return letters.find(s.written) != std::string::npos; })) {
        return found;
    }
    const auto sound = fuzzy_pinyin(letters);
    if (collect([&](const Spelling& s) { return s.sound == sound; })) return found;
    const auto parts = fuzzy_syllables(text);
    collect([&](const Spelling& s) { return sounds_within(parts, s.sound); });
    return found;
}

std::vector<const Place*> Gazetteer::find(std::string_view text) const {
    auto found = matches(text);
    // A town named to say which village is meant is no candidate itself, nor are villages of other
    // towns.
    std::set<std::string_view> towns_named;
    for (const auto& match : found) {
        for (const auto& other : found) {
            const auto& place = places_[match.place];
            if (places_[other.place].parent == place.code) towns_named.insert(place.code);
        }
    }
    // 胡各庄 inside 东胡各庄 is not a second place.
    const auto inside_longer = [&found](const Spelling& match) {
        return std::any_of(found.begin(), found.end(), [&match](const Spelling& other) {
            return other.place != match.place && other.written.size() > match.written.size() &&
                   other.written.find(match.written) != std::string::npos;
        });
    };
    std::vector<const Place*> candidates;
    for (const auto& match : found) {
        const auto* place = &places_[match.place];
        const bool elsewhere = !towns_named.empty() && !towns_named.contains(place->parent);
        const bool known =
            std::find(candidates.begin(), candidates.end(), place) != candidates.end();
        if (elsewhere || known || inside_longer(match)) continue;
        candidates.push_back(place);
        if (candidates.size() == max_candidates) break;
    }
    return candidates;
}

}  // namespace dialogs::text
