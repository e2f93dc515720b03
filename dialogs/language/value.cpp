#include "dialogs/language/value.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dialogs::language {

bool is_null(const Value& value) { return std::holds_alternative<std::monostate>(value); }

bool is_true(const Value& value) {
    if (const bool* truth = std::get_if<bool>(&value)) return *truth;
    const std::string* text = std::get_if<std::string>(&value);
    return text != nullptr && *text == "true";
}

std::string to_text(const Value& value) {
    if (const bool* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
    if (const std::int64_t* number = std::get_if<std::int64_t>(&value))
        return fmt::to_string(*number);
    if (const std::string* text = std::get_if<std::string>(&value)) return *text;
    if (const List* list = std::get_if<List>(&value))
        return fmt::format("{}", fmt::join(*list, "、"));
    return {};
}

}  // namespace dialogs::language
