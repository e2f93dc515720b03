#pragma once
#include <string>

namespace storage {

// Whose rows somebody may see, by area code: codes begin with the code of the area around them.
struct Reach {
    std::string pattern = "-";  // for LIKE: "130224100%"; no code has a hyphen, so this is nobody's
    bool without_area = false;  // and rows whose area is not known yet
};

}  // namespace storage
