#pragma once
#include "dialogs/engine/turn.h"

#include <string_view>

// A conversation that a new script has moved, when the person writes again.

namespace dialogs::engine {

// The first message after it: a command is obeyed, anything else was meant for a question that is
// no longer the same and is answered with the one that is.
void take_moved(Turn& turn);

// Says what was done to a conversation, as its `moved` has it: nothing where nothing is to be said.
void say_moved(Turn& turn, std::string_view moved);

// Whether the script lacks the flow or the step that the session stands at: it is a newer one.
bool has_lost_its_place(const Turn& turn);
// For a session that stands where the script has nothing, and that nobody has moved.
void find_place(Turn& turn);

}  // namespace dialogs::engine
