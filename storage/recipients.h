#pragma once
#include "storage/conversations.h"

#include <string_view>
#include <vector>

namespace storage {

// Conversations of an area and what lies in it, at most `limit`: of those who want notices, or of
// everybody.
enum class Among { those_who_want_notices, everybody };
Result<std::vector<Conversation>> recipients_in(
    Connection& connection, std::string_view area, Among among, int limit
);

}  // namespace storage
