#pragma once
#include "dialogs/language/fields.h"
#include "dialogs/language/script.h"

namespace dialogs::language {

// Gives every name its meaning: targets become steps or flows, a step without `next` goes on with
// the one after it, a choice without `next` with its menu's. What names nothing is a problem.
void resolve(Script& script, Problems& problems);

}  // namespace dialogs::language
