#include "gateway/desk/clerk_json.h"

#include <nlohmann/json.hpp>

namespace gateway::desk {

nlohmann::json clerk_json(std::optional<std::int64_t> id, const Names& names) {
    if (!id) return nullptr;
    const auto known = names.clerks.find(*id);
    return {{"id", *id}, {"name", known == names.clerks.end() ? "" : known->second}};
}

}  // namespace gateway::desk
