#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace dialogs::language {

// ", did you mean 'next'?" when one of `known` is at most two typing errors away; else nothing.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& known);

}  // namespace dialogs::language
