#pragma once
#include "dialogs/conversation/report.h"
#include "dialogs/engine/engine.h"

#include <vector>

namespace dialogs::conversation {

// Which steps and branches of the script the traces walked.
std::vector<Coverage> coverage(const Script& script, const std::vector<Trace>& trace);

}  // namespace dialogs::conversation
