#include "gateway/desk/common_json.h"

#include "gateway/desk/words.h"

#include <nlohmann/json.hpp>

namespace gateway::desk {

nlohmann::json clerk_json(std::optional<std::int64_t> id, const Names& names) {
    if (!id) return nullptr;
    const auto known = names.clerks.find(*id);
    return {{"id", *id}, {"name", known == names.clerks.end() ? "" : known->second}};
}

nlohmann::json area_json(const std::string& code, const Names& names) {
    if (code.empty()) return nullptr;
    const auto* known = names.organisation->find(code);
    return {{"code", code}, {"name", known ? known->name : code}};
}

nlohmann::json time_json(const std::optional<storage::Time>& time) {
    if (!time) return nullptr;
    return shown_time(*time);
}

nlohmann::json cursor_json(const std::string& next) {
    if (next.empty()) return nullptr;
    return next;
}

}  // namespace gateway::desk
