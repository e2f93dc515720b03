#pragma once
#include "storage/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Who is logged in. The cookie's value is never stored, only its hash.

namespace storage {

struct StaffSession {
    std::string token_hash;
    std::int64_t clerk_id = 0;
    std::string csrf;
    Time created_at{};
    Time seen_at{};
};

namespace staff_sessions {

Result<void> keep(Connection& connection, const StaffSession& session);
Result<std::optional<StaffSession>> find(Connection& connection, std::string_view token_hash);
Result<void> touch(Connection& connection, std::string_view token_hash, Time seen_at);
Result<void> end(Connection& connection, std::string_view token_hash);
Result<void> end_all_of(Connection& connection, std::int64_t clerk_id);

// Forgets sessions begun before the one time or not seen since the other; gives their number.
Result<std::int64_t> prune(Connection& connection, Time begun_before, Time unseen_since);

}  // namespace staff_sessions
}  // namespace storage
