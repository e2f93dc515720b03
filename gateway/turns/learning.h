#pragma once
#include "gateway/turns/keep.h"

// What the county may learn from a turn that did not settle a question. Inside the writer's
// transaction; a turn that was answered costs nothing here.

namespace gateway::turns {

// Keeps the questions that found no answer or several, and, where a person was asked for, the one
// answered last: all without who asked.
Result<void> keep_questions(
    Connection& connection, const Keeping& turn, const storage::Conversation& conversation
);

}  // namespace gateway::turns
