#include "knowledge/ranking/lexicon.h"

#include "dialogs/text/clean.h"

#include <algorithm>

namespace knowledge {
namespace {

std::vector<std::u32string> words_of(std::u32string_view line) {
    std::vector<std::u32string> words(1);
    for (const char32_t c : line) {
        if (c != U' ')
            words.back().push_back(c);
        else if (!words.back().empty())
            words.emplace_back();
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

// Two characters sound like too many other words.
constexpr std::size_t fewest_heard = 3;

template <typename Words>
void collect(std::u32string_view text, const Words& words, std::vector<std::uint16_t>& found) {
    for (; !text.empty(); text.remove_prefix(1)) {
        const auto list = words.find(text.front());
        if (list == words.end()) continue;
        for (const auto& word : list->second) {
            if (text.starts_with(word.text)) found.push_back(word.concept_number);
        }
    }
}

}  // namespace

void Lexicon::add_line(const std::vector<std::u32string>& words, const Sounds& sounds) {
    const bool is_saying = words.front().front() == U'=';
    const auto plain = is_saying ? words.front().substr(1) : std::u32string();
    auto& all = is_saying ? sayings_ : meanings_;
    for (std::size_t i = 1; i < words.size(); ++i) {
        all[words[i].front()].push_back({words[i], lines_, plain});
        if (is_saying || words[i].size() < fewest_heard) continue;
        const auto heard = sounds.of(words[i]);
        sounding_[heard.front()].push_back({heard, lines_, {}});
    }
    if (!is_saying) ++lines_;
}

Lexicon::Lexicon(std::string_view text, const Sounds& sounds) {
    const auto all = dialogs::text::to_utf32(text);
    for (std::size_t start = 0; start < all.size();) {
        const auto end = std::min(all.find(U'\n', start), all.size());
        const auto words = words_of(std::u32string_view(all).substr(start, end - start));
        if (!words.empty() && words.front().front() != U'#') add_line(words, sounds);
        start = end + 1;
    }
    for (auto* words : {&meanings_, &sayings_}) {
        for (auto& [first, list] : *words) {
            std::stable_sort(list.begin(), list.end(), [](const Word& a, const Word& b) {
                return a.text.size() > b.text.size();
            });
        }
    }
}

std::u32string Lexicon::plain(std::u32string_view text) const {
    std::u32string out;
    while (!text.empty()) {
        const auto list = sayings_.find(text.front());
        const Word* said = nullptr;
        if (list != sayings_.end()) {
            const auto at =
                std::find_if(list->second.begin(), list->second.end(), [&](const Word& word) {
                    return text.starts_with(word.text);
                });
            if (at != list->second.end()) said = &*at;
        }
        out += said == nullptr ? text.substr(0, 1) : std::u32string_view(said->plain);
        text.remove_prefix(said == nullptr ? 1 : said->text.size());
    }
    return out;
}

std::vector<std::uint16_t> Lexicon::concepts(std::u32string_view text, std::u32string_view heard)
    const {
    std::vector<std::uint16_t> found;
    collect(text, meanings_, found);
    collect(heard, sounding_, found);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    if (found.size() > max_concepts) found.resize(max_concepts);
    return found;
}

}  // namespace knowledge
