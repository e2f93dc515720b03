#pragma once
#include <algorithm>

namespace knowledge::danger {

// Calls `visit` with each word of a list until it returns true; whether one did. For both kinds of
// letters.
template <class View, class Visit>
bool any_word(View list, Visit visit) {
    while (!list.empty()) {
        const auto end = std::min(list.find(' '), list.size());
        const auto word = list.substr(0, end);
        list.remove_prefix(std::min(end + 1, list.size()));
        if (!word.empty() && visit(word)) return true;
    }
    return false;
}

}  // namespace knowledge::danger
