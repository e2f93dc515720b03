#pragma once
#include "dialogs/language/script.h"

#include <string>
#include <vector>

// Everything of one sort that a step holds, whatever the step's kind: what resolving and lint go
// over.

namespace dialogs::language {

std::vector<Target*> targets_of(Step& step);
std::vector<const Target*> targets_of(const Step& step);

struct SpokenText {
    std::string role;  // "say", "ask", "reask[0]", "help", "validate[0]", "summary"
    const Text* text;
};
// What may be sent to the person.
std::vector<SpokenText> texts_of(const Step& step);

std::vector<const Expression*> expressions_of(const Step& step);

struct PathUse {
    std::string path;
    Mark mark;
    bool asked_for = false;  // only asks whether it is set
};
// Of its texts, its summary and its expressions.
std::vector<PathUse> paths_of(const Step& step);
// Only of what people get to see: its texts and its summary.
std::vector<PathUse> shown_paths_of(const Step& step);

struct SlotUse {
    std::string slot;
    Mark mark;
};
// Slots a step fills by asking, setting or confirming.
std::vector<SlotUse> slots_filled(const Step& step);
// Slots it names in any other way than by a path: `clear`, `review`.
std::vector<SlotUse> slots_named(const Step& step);

// Those of a menu or a review; empty for others.
std::vector<const Choice*> choices_of(const Step& step);

// "status.ask_no"
std::string full_id(const Flow& flow, const Step& step);

}  // namespace dialogs::language
