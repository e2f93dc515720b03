#include "dialogs/language/value.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>

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

std::optional<std::int64_t> as_number(const Value& value) {
    if (const std::int64_t* number = std::get_if<std::int64_t>(&value)) return *number;
    const std::string* const text = std::get_if<std::string>(&value);
    if (text == nullptr || text->empty()) return std::nullopt;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error != std::errc() || end != text->data() + text->size()) return std::nullopt;
    return number;
}

std::optional<std::chrono::year_month_day> as_date(const Value& value) {
    const std::string* const text = std::get_if<std::string>(&value);
    if (text == nullptr || (text->size() != 4 && text->size() != 7 && text->size() != 10))
        return std::nullopt;
    const auto part = [&](std::size_t at, std::size_t length, int missing) -> std::optional<int> {
        if (at >= text->size()) return missing;
        if (at > 0 && (*text)[at - 1] != '-') return std::nullopt;
        int number = 0;
        const char* const end = text->data() + at + length;
        const auto [read, error] = std::from_chars(text->data() + at, end, number);
        if (error != std::errc() || read != end || number < 0) return std::nullopt;
        return number;
    };
    const auto year = part(0, 4, 0);
    const auto month = part(5, 2, 1);
    const auto day = part(8, 2, 1);
    if (!year || !month || !day) return std::nullopt;
    const std::chrono::year_month_day date{
        std::chrono::year(*year),
        std::chrono::month(static_cast<unsigned>(*month)),
        std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok()) return std::nullopt;
    return date;
}

}  // namespace dialogs::language
