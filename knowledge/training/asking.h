#pragma once
#include <string>
#include <string_view>

namespace knowledge {

// What a story asks, without what it tells: its clauses that hold a word of asking, a space between
// them. Empty for a text of one clause, a short one, and one that only asks or never does.
std::string asking_clauses(std::string_view text);

}  // namespace knowledge
