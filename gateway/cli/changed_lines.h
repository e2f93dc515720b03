#pragma once
#include <string>
#include <string_view>

namespace gateway::cli {

// "- old" and "+ new" of every line that differs, in their order; those that are alike are left
// out.
std::string changed_lines(std::string_view before, std::string_view after);

}  // namespace gateway::cli
