#pragma once
#include "dialogs/input.h"
#include "dialogs/message.h"
#include "dialogs/session.h"
#include "knowledge/library.h"

// The danger that a message speaks of.

namespace gateway::turns {

// A message with the danger that the rules see in it.
dialogs::Heard heard_of(dialogs::Message message);

// The danger that no rule sees, in what is told within a flow (a complaint, a change, a hardship),
// where nothing is looked up. Elsewhere the look-up sees it.
void sense_danger(
    const knowledge::Library& library, const dialogs::Session& session, dialogs::Heard& heard
);

}  // namespace gateway::turns
