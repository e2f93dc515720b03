#pragma once
#include "dialogs/result.h"

#include <string>
#include <string_view>
#include <vector>

// The texts the classifier learns from: knowledge/phrasings, one file a topic, one phrasing a line:
//
//   办低保带啥
//   户口不在村里，低保上哪办<TAB>svc.where,svc.remote
//
// After a tab stand other topics with which the resident would be as well served (`-`: none at
// all), as two readers of the set-aside quarter found apart from each other.

namespace knowledge {

struct Phrasing {
    std::string topic;  // off_topic for those of none.txt
    std::string text;
    std::vector<std::string> acceptable{};
};

// "a,b" → a, b.
std::vector<std::string> read_topics(std::string_view list);

// Reads every *.txt of the folder, in the order of their names; '#' starts a comment line.
dialogs::Result<std::vector<Phrasing>> read_phrasings(const std::string& folder);

// One phrasing in four is never trained on and tells how good the classifier is on others: those
// whose squeezed text has an FNV-1a hash divisible by four. A phrasing added later never moves
// another.
bool is_set_aside(std::string_view text);

}  // namespace knowledge
