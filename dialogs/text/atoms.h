#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace dialogs::text {

// A piece of text that is not cut, and how good a place for a cut is right after it.
struct Atom {
    enum class End { anything, word, clause, sentence };

    std::string text;
    End end = End::anything;
    bool space = false;
};

// The text in atoms; joined they are the text. Characters stay with their combining marks,
// addresses, numbers, 〔…〕 and 【…】 stay whole as long as `fits` accepts them.
std::vector<Atom> atoms(std::string_view text, const std::function<bool(std::string_view)>& fits);

}  // namespace dialogs::text
