#pragma once
#include "dialogs/language/step_kinds.h"

#include <chrono>
#include <optional>
#include <string>

// One step of a flow: what it does is its kind, and what several kinds have in common is here.

namespace dialogs::language {

// The session may show what concerns `subject` for a while.
struct Grant {
    std::string name;  // "verified"
    Expression subject;
    std::chrono::seconds lasts{};
};

struct Timeout {
    std::chrono::seconds after{};
    Target next;
};

struct Step {
    std::string id;
    Mark mark;
    StepKind kind;
    Prompt prompt;  // of collect, menu, confirm, form, review, choose_slot
    Next next;
    std::string required_grant;  // `requires`
    std::optional<Grant> grants;
    std::optional<Timeout> timeout;
    bool commands = true;    // off: only commands that are `always` work here
    bool correction = true;  // false: "不对，是…" is an answer here, and changes no earlier one
    bool checkpoint = false;  // where a session goes on after a change of script that it cannot map
    bool suspend = false;     // the flow stays to be continued for limits.resume_window
    std::string was;          // its id in earlier scripts
    int max_segments = 0;  // more SMS segments than the channel allows otherwise; 0: the channel's
};

// Does it stop and wait for the person?
bool waits_for_person(const Step& step);

}  // namespace dialogs::language
