#pragma once
#include "dialogs/language/problem.h"
#include "dialogs/language/script.h"
#include "dialogs/language/surroundings.h"

#include <vector>

namespace dialogs::language {

// Everything that can be known to be wrong with a script that was read: rules D001 to D071. By
// place.
std::vector<Problem> lint(const Script& script, const Surroundings& around = {});

}  // namespace dialogs::language
