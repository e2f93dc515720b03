#pragma once
#include "dialogs/language/script.h"

#include <vector>

namespace gateway::turns {

// D020 and D051: actions of bot.yaml that there are none of here, or that take, give or guard
// something else than bot.yaml says. A script that talks past its host fails every person.
std::vector<dialogs::language::Problem> check_contract(const dialogs::Script& script);

}  // namespace gateway::turns
