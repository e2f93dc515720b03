#pragma once
#include "dialogs/language/compiled.h"

namespace dialogs::language {

// An entry of `flows`, for the script whose bot.yaml was read into `script`.
Flow read_flow(
    const YamlEntry& entry, const Script& script, const Defaults& defaults, Problems& problems
);

}  // namespace dialogs::language
