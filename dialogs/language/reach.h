#pragma once
#include "dialogs/language/script.h"

#include <set>
#include <string>
#include <string_view>

// Which steps and flows can follow which.

namespace dialogs::language {

// Steps of `flow` that can come after `from`, itself only when a way leads back to it.
std::set<std::string> steps_after(const Flow& flow, const Step& from);

// Flows that `flow` itself leads to: by link, call or a target.
std::set<std::string> flows_after(const Flow& flow);

// Does this flow, or one it leads to, hand over to a person?
bool reaches_handoff(const Script& script, const std::string& flow);

// A pattern the engine knows to go to.
bool is_engine_pattern(std::string_view flow);

}  // namespace dialogs::language
