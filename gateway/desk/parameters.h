#pragma once
#include "dialogs/result.h"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

// What a request's path and its query say.

namespace gateway::desk {

// The number a path names; not_found when it is none.
dialogs::Result<std::int64_t> number_of(std::string_view text);

// Empty when the query has no such name.
std::string query_value(std::string_view query, std::string_view name);
// ?limit=: 1 to 100, 50 without it.
int limit_of(std::string_view query);
// The first name in a query that none of these is; empty when there is none. What a list does not
// know must not look as if it had been heeded.
std::string unknown_filter(std::string_view query, const std::set<std::string_view>& known);

}  // namespace gateway::desk
