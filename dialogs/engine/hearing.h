#pragma once
#include "dialogs/engine/turn.h"
#include "dialogs/input.h"

namespace dialogs::engine {

// A message comes in. An alarm goes before everything; while the conversation is in a person's
// hands only commands are taken.
void hear(Turn& turn, const Heard& heard);

}  // namespace dialogs::engine
