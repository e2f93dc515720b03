#pragma once
#include "dialogs/result.h"

#include <string>
#include <string_view>
#include <vector>

// The texts the classifier learns from: knowledge/phrasings, one file a topic, one phrasing a line.

namespace knowledge {

struct Phrasing {
    std::string topic;  // off_topic for those of none.txt
    std::string text;
};

// Reads every *.txt of the folder, in the order of their names; '#' starts a comment line.
dialogs::Result<std::vector<Phrasing>> read_phrasings(const std::string& folder);

// One phrasing in four is never trained on and tells how good the classifier is on others: those
// whose squeezed text has an FNV-1a hash divisible by four. A phrasing added later never moves
// another.
bool is_set_aside(std::string_view text);

}  // namespace knowledge
