#pragma once
#include "dialogs/engine/engine.h"

#include <string>

// Old phones and old fingers send a sentence in pieces. Where the script asks for free words and
// the channel's profile says how long, a short piece is kept back for the rest of it. Pure.

namespace gateway::turns {

// What is kept of a session beside it: pieces, one a line.
inline constexpr const char* wake_held = "held";

// Whether more may follow `heard` than it says, `held` being the pieces before it.
bool may_go_on(
    const dialogs::Script& script,
    const dialogs::Session& session,
    const dialogs::Context& context,
    const dialogs::Heard& heard,
    const std::string& held
);

// Whether `heard` goes on what was held; if not, that is answered first and by itself.
bool goes_on(
    const dialogs::Script& script,
    const dialogs::Session& session,
    const dialogs::Context& context,
    const dialogs::Heard& heard
);

std::string joined(const std::string& held, const std::string& piece);

}  // namespace gateway::turns
