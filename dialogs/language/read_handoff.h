#pragma once
#include "dialogs/language/compiled.h"

namespace dialogs::language {

// The mapping behind `handoff:`.
Handoff read_handoff_contract(const YamlNode& node, Problems& problems);

}  // namespace dialogs::language
