#pragma once
#include "dialogs/engine/turn.h"

#include <string>

// Where a conversation goes on: between steps, into flows and back out of them.

namespace dialogs::engine {

// Begins steps until one waits or nothing is left to do. Every way through is bounded by limits.
void run(Turn& turn);

void go(Turn& turn, const language::Target& target);
// `choice`: that of a menu or a review which leads there.
void go_on(Turn& turn, const language::Next& next, const std::string& choice = {});

// Replaces the flow on top; one that hands over leaves everything below it, too.
void link(Turn& turn, const std::string& flow);
// Comes back to the step on top.
void call(Turn& turn, const std::string& flow);
// The flow on top begins again.
void restart_flow(Turn& turn);
// Leaves everything.
void start(Turn& turn, const std::string& flow);

// The flow on top is over. A menu below it is given up, a question is come back to.
void end_flow(Turn& turn);
// Back to whatever is below the flow on top.
void return_from_flow(Turn& turn);

// A limit was hit or the script is broken: a person takes over. Never silent.
void fail(Turn& turn, const std::string& why);

}  // namespace dialogs::engine
