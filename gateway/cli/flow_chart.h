#pragma once
#include "dialogs/language/script.h"

#include <string>
#include <vector>

namespace gateway::cli {

// Flows as one drawing (SVG) that a browser shows, one under the other: a box a step, an arrow a
// way on. Ways that leave the flow are written in the box.
std::string draw(const std::vector<const dialogs::language::Flow*>& flows);

}  // namespace gateway::cli
