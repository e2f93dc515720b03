#pragma once
#include "dialogs/language/compiled.h"

namespace dialogs::language {

// bot.yaml into everything of `script` but its flows.
void read_bot(const YamlNode& file, Script& script, Defaults& defaults, Problems& problems);

// `schema: dialog/1`, which every file starts with.
void check_schema(Fields& fields);

}  // namespace dialogs::language
