#pragma once
#include "dialogs/language/types.h"

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

}  // namespace dialogs::language
