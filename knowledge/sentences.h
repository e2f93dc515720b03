#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace knowledge {

// The ways to cut a message into two questions that could each stand alone: after 。？！ or a
// line's end, before 还有 or 另外. Empty for a story, which is one question however many sentences
// it has.
std::vector<std::pair<std::string, std::string>> two_questions(std::string_view message);

}  // namespace knowledge
