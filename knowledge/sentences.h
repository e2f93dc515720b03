#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace knowledge {

// The ways to cut a message into two questions that could each stand alone: after 。？！ or a
// line's end, before 还有 or 另外. A story is one question however many sentences it
// has, unless it says 另外 or 顺便.
std::vector<std::pair<std::string, std::string>> two_questions(std::string_view message);

// The ways to cut a short message at a comma or a space where both sides ask something
// (离婚要带啥， 离完户口咋迁走), or the second says 也. Most such messages are one question all the
// same: only what the sides mean can tell.
std::vector<std::pair<std::string, std::string>> two_clauses(std::string_view message);

}  // namespace knowledge
