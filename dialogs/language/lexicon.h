#pragma once
#include "dialogs/language/script.h"

namespace dialogs::language {

// The words with which people choose: of commands, choices, options and triggers. No numerals, for
// four and ten sound alike.
text::Homophones lexicon_of(const Script& script);

}  // namespace dialogs::language
