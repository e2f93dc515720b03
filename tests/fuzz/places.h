#pragma once
#include "dialogs/engine/engine.h"

#include <set>
#include <string>

// Where conversations stand.

namespace dialogs::fuzz {

// "status.ask_no", "apply_for_elder.details.village"; while nothing is asked, in other words.
std::string place_of(const Session& session);

// Everywhere the script waits for the person: its steps that ask, and each field of its forms.
std::set<std::string> waiting_places(const Script& script);

}  // namespace dialogs::fuzz
