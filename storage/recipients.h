#pragma once
#include "storage/conversations.h"

#include <string_view>
#include <vector>

namespace storage {

// Conversations of an area and what lies in it whose people did not opt out of notices; at most
// `limit`.
Result<std::vector<Conversation>> recipients_in(
    Connection& connection, std::string_view area, int limit
);

}  // namespace storage
