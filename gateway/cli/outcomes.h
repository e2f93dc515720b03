#pragma once
#include "dialogs/input.h"
#include "dialogs/language/types.h"

#include <vector>

namespace gateway::cli {

// What an action may come back with, as far as its contract tells: every combination of its listed
// values, and that it fails. Texts hold their own names. At most 64.
std::vector<dialogs::Input> possible_outcomes(const dialogs::language::ActionContract& contract);

}  // namespace gateway::cli
