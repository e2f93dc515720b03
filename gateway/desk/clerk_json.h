#pragma once
#include "gateway/desk/desk_json.h"
#include "gateway/ops/json.h"

#include <cstdint>
#include <optional>

namespace gateway::desk {

// {"id", "name"}, or null for nobody.
nlohmann::json clerk_json(std::optional<std::int64_t> id, const Names& names);

}  // namespace gateway::desk
