#pragma once
#include "dialogs/language/script.h"
#include "dialogs/session.h"

#include <string_view>

// What becomes of a conversation when its script changes under it.

namespace dialogs {

// From the mildest to the hardest.
enum class Fate {
    kept,      // the person notices nothing
    re_asked,  // the step has changed: it is asked again
    rewound,   // the step is gone: back to the last checkpoint, or to the flow's first step
    ended,     // the flow is gone: an apology and the menu
};
std::string_view name_of(Fate fate);
// Of Session::moved beside their names: rewound, and not all that was told is left.
inline constexpr std::string_view rewound_and_cleared = "cleared";

struct Migrated {
    Session session;
    Fate fate = Fate::kept;
    Fate aside = Fate::kept;  // of what was put aside for 继续
};

// Takes `session` from the script it was last advanced by to `now`, frame by frame from the bottom.
// A step is kept when its structure is the same; a renamed one is found by its `was`. Slots whose
// type has changed are read again from what was written, and cleared when that means nothing any
// more. `old` may be null, when nobody has it any longer: then every step counts as changed.
// A session whose host was asked something stays as it is, by its old script, until the answer is
// there. The next message is met by engine::take_moved().
Migrated migrate(Session session, const Script* old, const Script& now, Time at);

}  // namespace dialogs
