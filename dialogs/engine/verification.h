#pragma once
#include "dialogs/engine/turn.h"

#include <string>

// What `grants` gives and `requires` asks for.

namespace dialogs::engine {

bool is_granted(const Turn& turn, const std::string& name);
void grant(Turn& turn, const language::Grant& granted);

// The step on top requires what is not granted: begins the flow that grants it, its own or another,
// which comes back to the step.
void verify(Turn& turn, const language::Step& step);

// That flow is over: the step begins, or is given up when nothing was granted.
void go_on_verified(Turn& turn, const language::Step& step);

}  // namespace dialogs::engine
