#pragma once
#include "dialogs/language/compiled.h"

namespace dialogs::language {

// One item of a flow's `steps`.
Step read_step(const YamlNode& node, const Defaults& defaults, Problems& problems);

// The keys shared by everything that asks and waits: reask, help, max_attempts …
void read_prompt(Fields& fields, const Defaults& defaults, Prompt& prompt);

}  // namespace dialogs::language
