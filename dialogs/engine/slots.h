#pragma once
#include "dialogs/engine/turn.h"

#include <string>
#include <string_view>

// What the person has told, for as long as the script wants it kept.

namespace dialogs::engine {

struct Filling {
    std::string value;
    std::string label{};  // as a message shows it, when that is not the value
    std::string raw{};
};

// The definition as the flow on top sees it; nullptr when there is none.
const language::SlotDefinition* definition(const Turn& turn, std::string_view name);

bool is_filled(const Turn& turn, const std::string& name);
void fill(Turn& turn, const std::string& name, Filling filling);
void clear(Turn& turn, const std::string& name);

// The message held a sensitive value: neither the session nor the host keep it as written.
void hide_message(Turn& turn);

// Sensitive slots and those kept for one step only: nothing needs them any more.
void drop_used(Turn& turn);
// The same once the step after theirs has been answered and the person is asked for something else.
void drop_passed(Turn& turn);
// Those a flow keeps for itself: it is entered anew.
void drop_of_flow(Turn& turn, const std::string& flow);
// All but what is kept for the session; `session_too`, all but what is kept for the person.
void drop_ended(Turn& turn, bool session_too);

}  // namespace dialogs::engine
