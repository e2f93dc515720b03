#pragma once
#include "gateway/desk/desk_json.h"
#include "storage/dead_letters.h"

#include <string>
#include <vector>

namespace gateway::desk {

// Shapes in README.md. Whom it was for is masked; what it said is shown only where a person was
// asked for.
std::string dead_letters_json(
    const std::vector<storage::DeadLetter>& letters,
    const std::string& next_cursor,
    const Names& names
);

}  // namespace gateway::desk
