#pragma once
#include "gateway/desk/desk_json.h"
#include "gateway/ops/json.h"

#include <cstdint>
#include <optional>
#include <string>

// Pieces that the desk's answers have in common.

namespace gateway::desk {

// {"id", "name"}, or null for nobody.
nlohmann::json clerk_json(std::optional<std::int64_t> id, const Names& names);
// {"code", "name"}, or null where the area is not known.
nlohmann::json area_json(const std::string& code, const Names& names);
nlohmann::json time_json(const std::optional<storage::Time>& time);
// Of a list: null on its last page.
nlohmann::json cursor_json(const std::string& next);

}  // namespace gateway::desk
