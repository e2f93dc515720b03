#pragma once
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dialogs::text {

struct Place {
    std::string code;  // 9 digits a town, 12 a village
    std::string name;
    std::vector<std::string> aliases;
    std::string parent;  // code of the town or county around it; empty for none
};

// Whether what sounds like a place means it too.
enum class Fuzzy { pinyin, none };

// Finds towns and villages in what people write: by name, with or without 镇 or 村, by alias, by
// sound.
class Gazetteer {
public:
    static constexpr std::size_t max_candidates = 5;

    explicit Gazetteer(std::vector<Place> places, Fuzzy fuzzy = Fuzzy::pinyin);

    // The best kind of match only, longest name first: written as the whole message, written in it,
    // sounding like the whole, sounding like a part. More than one means: ask. If it names a
    // place's parent too
    // ("青坨营镇示例一村"), places elsewhere drop out; "胡各庄，不对，司各庄" names the second.
    // Valid as long as the gazetteer.
    std::vector<const Place*> find(std::string_view text) const;

    const Place* by_code(std::string_view code) const;
    const std::vector<Place>& places() const { return places_; }
    Fuzzy fuzzy() const { return fuzzy_; }

private:
    struct Spelling {
        std::string written;  // squeezed and simplified
        std::size_t place;
    };
    using Matches = std::vector<const Spelling*>;

    // Which spellings are written so, or sound so. Looked up for every run of a message, whose
    // length is bounded by the longest key: the search is linear in the message.
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view key) const {
            return std::hash<std::string_view>{}(key);
        }
    };
    struct Index {
        std::unordered_map<std::string, std::vector<std::size_t>, Hash, std::equal_to<>> spellings;
        std::size_t longest = 0;  // bytes

        void add(const std::string& key, std::size_t spelling);
        void find(std::string_view key, std::set<std::size_t>& found) const;
        // `ends`: where a run may begin or end, in bytes, from 0 to the text's size.
        void find_within(
            std::string_view text,
            const std::vector<std::size_t>& ends,
            std::set<std::size_t>& found
        ) const;
    };
    Matches at(const std::set<std::size_t>& numbers) const;
    Matches matches(std::string_view text) const;
    std::vector<const Place*> candidates(std::string_view text) const;
    std::set<std::string_view> towns_named(const Matches& found) const;
    static bool inside_longer(const Spelling& match, const Matches& found);

    std::vector<Place> places_;
    Fuzzy fuzzy_;
    std::vector<Spelling> spellings_;  // longest first
    Index by_writing_;
    Index by_sound_;
};

}  // namespace dialogs::text
