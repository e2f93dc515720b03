#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace knowledge::danger {

// Which owners of many words have one in a text, found in one walk over it: nearly every message is
// cleared by its letters alone.
class WordIndex {
public:
    void add(std::string_view word, std::size_t owner);

    // By owner; as long as the highest owner that was added, plus one.
    std::vector<bool> owners_in(std::string_view text) const;

private:
    struct Entry {
        std::string word;
        std::size_t owner;
    };
    std::unordered_map<std::uint32_t, std::vector<Entry>> by_first_letter_;
    std::size_t owners_ = 0;
};

}  // namespace knowledge::danger
