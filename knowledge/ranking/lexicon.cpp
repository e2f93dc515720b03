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

}  // namespace

Lexicon::Lexicon(std::string_view text) {
    const auto all = dialogs::text::to_utf32(text);
    std::uint16_t number = 0;
    for (std::size_t start = 0; start < all.size();) {
        const auto end = std::min(all.find(U'\n', start), all.size());
        const auto words = words_of(std::u32string_view(all).substr(start, end - start));
        start = end + 1;
        if (words.empty() || words.front().front() == U'#') continue;
        if (words.front().front() == U'=') {
            for (std::size_t i = 1; i < words.size(); ++i) {
                said_[words[i]] = words.front().substr(1);
                longest_said_ = std::max(longest_said_, words[i].size());
            }
            continue;
        }
        for (std::size_t i = 1; i < words.size(); ++i) {
            words_[words[i]].push_back(number);
            longest_ = std::max(longest_, words[i].size());
        }
        ++number;
    }
}

std::u32string Lexicon::plain(std::u32string_view text) const {
    std::u32string out, word;
    for (std::size_t start = 0; start < text.size();) {
        std::size_t length = std::min(longest_said_, text.size() - start);
        for (; length > 0; --length) {
            word.assign(text.substr(start, length));
            const auto at = said_.find(word);
            if (at == said_.end()) continue;
            out += at->second;
            break;
        }
        if (length == 0) out.push_back(text[start]);
        start += std::max<std::size_t>(length, 1);
    }
    return out;
}

std::vector<std::uint16_t> Lexicon::concepts(std::u32string_view text) const {
    std::vector<std::uint16_t> found;
    std::u32string word;
    for (std::size_t start = 0; start < text.size(); ++start) {
        for (std::size_t length = 1; length <= longest_ && start + length <= text.size();
             ++length) {
            word.assign(text.substr(start, length));
            const auto at = words_.find(word);
            if (at != words_.end()) found.insert(found.end(), at->second.begin(), at->second.end());
        }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    if (found.size() > max_concepts) found.resize(max_concepts);
    return found;
}

}  // namespace knowledge
