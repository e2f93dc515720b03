#pragma once
#include "dialogs/engine/engine.h"

#include <string>
#include <vector>

// The limits of bot.yaml, seen from outside the engine that keeps them.

namespace dialogs::conversation {

// What one turn led to, and the session after it.
struct Turned {
    const Session& session;
    const std::vector<Say>& said;
    const std::vector<Trace>& trace;
};

// Each limit that was broken, in words: messages and their segments, steps of the turn, depth,
// visits, turns, side questions, and what the session holds of results.
std::vector<std::string> broken_limits(
    const Script& script, const std::string& channel, const Turned& turned
);

}  // namespace dialogs::conversation
