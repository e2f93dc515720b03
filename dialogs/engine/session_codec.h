#pragma once
#include "dialogs/result.h"
#include "dialogs/session.h"

#include <string>
#include <string_view>

// Sessions as JSON, the form they are stored in. Every field has a default, so that an older
// session of the same format is read by a newer engine.

namespace dialogs {

std::string to_json(const Session& session);

// Fault::malformed for text that is no session, or one of a newer format.
Result<Session> session_from_json(std::string_view json);

}  // namespace dialogs
