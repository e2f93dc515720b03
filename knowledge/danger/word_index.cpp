#include "knowledge/danger/word_index.h"

#include <algorithm>

namespace knowledge::danger {
namespace {

// Bytes of the UTF-8 letter that begins with `lead`; 1 for what begins none.
std::size_t length_of(unsigned char lead) {
    if (lead >= 0xF0) return 4;
    if (lead >= 0xE0) return 3;
    return lead >= 0xC0 ? 2 : 1;
}

std::uint32_t first_letter(std::string_view text) {
    std::uint32_t letter = 0;
    const auto length = std::min(length_of(static_cast<unsigned char>(text.front())), text.size());
    for (const char byte : text.substr(0, length))
        letter = letter << 8 | static_cast<unsigned char>(byte);
    return letter;
}

}  // namespace

void WordIndex::add(std::string_view word, std::size_t owner) {
    by_first_letter_[first_letter(word)].push_back({std::string(word), owner});
    owners_ = std::max(owners_, owner + 1);
}

std::vector<bool> WordIndex::owners_in(std::string_view text) const {
    std::vector<bool> found(owners_);
    while (!text.empty()) {
        const auto entries = by_first_letter_.find(first_letter(text));
        if (entries != by_first_letter_.end()) {
            for (const auto& [word, owner] : entries->second) {
                if (text.starts_with(word)) found[owner] = true;
            }
        }
        text.remove_prefix(
            std::min(length_of(static_cast<unsigned char>(text.front())), text.size())
        );
    }
    return found;
}

}  // namespace knowledge::danger
