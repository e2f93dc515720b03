#pragma once
#include "dialogs/conversation/scenario.h"
#include "dialogs/language/problem.h"

#include <string>
#include <vector>

namespace dialogs::conversation {

// The conversations of one file. What is wrong with it is added to `problems`.
std::vector<Scenario> read_scenarios(
    const std::string& file, const std::string& text, std::vector<language::Problem>& problems
);

}  // namespace dialogs::conversation
