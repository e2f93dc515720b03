#pragma once
#include "dialogs/language/compiled.h"

namespace dialogs::language {

// bot.yaml into everything of `script` but its flows.
void read_bot(const YamlNode& file, Script& script, Defaults& defaults, Problems& problems);

}  // namespace dialogs::language
