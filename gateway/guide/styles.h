#pragma once
#include <string_view>

namespace gateway::guide {

// A style sheet of styles/ by its file name, as it was when the program was built; empty when there
// is none.
std::string_view style_sheet(std::string_view name);

}  // namespace gateway::guide
