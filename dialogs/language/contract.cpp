#include "dialogs/language/contract.h"

#include "dialogs/language/value.h"

#include <fmt/format.h>

#include <algorithm>

namespace dialogs::language {

namespace {

// What is wrong with the value; nullptr for nothing.
const char* fault_of(const FieldType& type, const std::string& value) {
    switch (type.kind) {
        case FieldKind::one_of: {
            const auto& values = type.values;
            const bool listed = std::find(values.begin(), values.end(), value) != values.end();
            return listed ? nullptr : "is none of its values";
        }
        case FieldKind::boolean:
            return value == "true" || value == "false" ? nullptr : "is not true or false";
        case FieldKind::number: return as_number(value) ? nullptr : "is no number";
        case FieldKind::date: return as_date(value) ? nullptr : "is no date";
        case FieldKind::text:
        case FieldKind::list: break;
    }
    return nullptr;
}

}  // namespace

std::optional<std::string> breach_of(
    const ActionContract& contract, const std::map<std::string, std::string>& result
) {
    bool has_something = contract.result.empty();
    for (const auto& [field, value] : result) {
        const auto type = contract.result.find(field);
        if (type == contract.result.end()) return fmt::format("'{}' is not in it", field);
        if (value.empty()) continue;
        has_something = true;
        if (const char* fault = fault_of(type->second, value))
            return fmt::format("'{}' {}", field, fault);
    }
    if (!has_something) return "it has nothing of it";
    return std::nullopt;
}

std::chrono::seconds timeout_of(const ActionContract& contract, const Action& action) {
    for (const auto said : {action.timeout, contract.timeout}) {
        if (said > said.zero()) return said;
    }
    return usual_timeout;
}

}  // namespace dialogs::language
