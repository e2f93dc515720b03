#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// What expressions compute with and templates show.

namespace dialogs::language {

using List = std::vector<std::string>;

// monostate is null: a slot not filled, a path that leads nowhere. Dates are text, "1948-03-05".
using Value = std::variant<std::monostate, bool, std::int64_t, std::string, List>;

// Answers a path such as "slots.relation", "result.verify_application.status" or "input.text".
// A scope also answers "<path>.label" for a choice slot: the label the person saw, for the filter
// `label`.
using Scope = std::function<Value(std::string_view path)>;

bool is_null(const Value& value);

// True only for `true` and for the text "true": results of actions arrive as text.
bool is_true(const Value& value);

// A whole number, or a text that is one.
std::optional<std::int64_t> as_number(const Value& value);

// "1948", "1948-03" or "1948-03-05"; what is missing is the first month, the first day.
std::optional<std::chrono::year_month_day> as_date(const Value& value);

// As a person would read it; null is empty, a list is joined with "、".
std::string to_text(const Value& value);

}  // namespace dialogs::language
