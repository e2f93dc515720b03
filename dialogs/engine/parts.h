#pragma once
#include <string>
#include <string_view>
#include <vector>

// A message that says several things.

namespace dialogs::engine {

// Between commas, ends of lines, 还有 and 另外.
std::vector<std::string> parts_of(std::string_view text);

// "王桂花 1948年3月 倴城镇"; a space between digits parts a number, not two answers.
std::vector<std::string> words_of(std::string_view text);

}  // namespace dialogs::engine
