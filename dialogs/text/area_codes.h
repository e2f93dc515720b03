#pragma once
#include <cstddef>
#include <string_view>

namespace dialogs::text {

// Lengths of the local numbers behind a mainland area code written with its 0 ("0315"): 7 or 8; 0
// if there is no such code. Two lengths where a change is under way.
struct AreaCode {
    std::size_t shortest = 0;
    std::size_t longest = 0;
};
AreaCode area_code(std::string_view code);

}  // namespace dialogs::text
