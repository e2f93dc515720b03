#pragma once
#include "dialogs/language/script.h"

#include <string>
#include <string_view>

// What a script is, told by a hash: whether somebody who is in the middle of it notices a change.

namespace dialogs::language {

// SHA-256 in hex.
std::string sha256_hex(std::string_view bytes);

// What an answer to this step means and where it leads: kind, slot and its type, keys and ids of
// the choices, branches. Not its texts, its patience or its timings: rewording disturbs nobody. A
// step that was renamed counts by the name it had, so that renaming alone changes nothing.
std::string step_digest(const Script& script, const Flow& flow, const Step& step);

// What a value of this slot can be.
std::string slot_digest(const SlotDefinition& slot);

// Of all its steps and slots.
std::string flow_digest(const Script& script, const Flow& flow);

}  // namespace dialogs::language
