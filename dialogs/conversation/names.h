#pragma once
#include "dialogs/consent.h"
#include "dialogs/effect.h"
#include "dialogs/session.h"

// As tests and golden files write them.

namespace dialogs::conversation {

const char* name(Priority priority);
const char* name(SessionStatus status);
// What may still be sent to the person: "all", "answers" or "nothing".
const char* name(const Consent& consent);

}  // namespace dialogs::conversation
