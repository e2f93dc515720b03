#pragma once
#include "dialogs/language/expression.h"
#include "dialogs/language/problem.h"

#include <optional>
#include <string>
#include <vector>

// Where a flow goes on.

namespace dialogs::language {

enum class Destination {
    none,                  // not written in the script
    step,                  // of the same flow
    flow,                  // another flow; whether it returns is up to what leads there
    end,                   // END: the flow is over
    back,                  // RETURN: to whoever called
    resume,                // RESUME: the interrupted session goes on
    restart,               // RESTART: the interrupted flow starts again
    discard_and_continue,  // DISCARD_AND_CONTINUE: forget the interrupted flow, take this message
                           // as a fresh one
    resume_at_checkpoint,  // RESUME_AT_CHECKPOINT: the interrupted flow goes on from its last
                           // checkpoint, and all that was told is kept
};

struct Target {
    Destination to = Destination::none;
    std::string name;  // of the step or flow
    Mark mark;

    explicit operator bool() const { return to != Destination::none; }
};

struct Branch {
    std::optional<Expression> when;  // none: else
    Target then;
};

// Where it goes on: the first branch that holds. A plain target is one branch without a condition.
struct Next {
    std::string answer_facet;        // first answer this part of the topic shown last ("materials")
    std::vector<std::string> clear;  // first empty these slots
    std::vector<Branch> branches;    // empty: not written
    Mark mark;
};

}  // namespace dialogs::language
