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

// Of scripts that say nothing: lint lets no new one in, but talks under way go on by older ones.
constexpr std::chrono::seconds usual_timeout{10};

// How long the host may take over it: what the step says, or else its contract.
std::chrono::seconds timeout_of(const ActionContract& contract, const Action& action);

}  // namespace dialogs::language
