#pragma once
#include "dialogs/language/step_kinds.h"
#include "dialogs/language/types.h"

#include <chrono>
#include <map>
#include <optional>
#include <string>

namespace dialogs::language {

// Why `result` is not what the contract promises; none when it is. A field that is absent or empty
// is null, but of a promise something must be there, and be what expressions can read. Names the
// field and never its value, which may be somebody's secret.
std::optional<std::string> breach_of(
    const ActionContract& contract, const std::map<std::string, std::string>& result
);

// How long the host may take over it: what the step says, or else its contract. Lint sees to it
// that one of them says something.
std::chrono::seconds timeout_of(const ActionContract& contract, const Action& action);

}  // namespace dialogs::language
