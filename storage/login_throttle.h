#pragma once
#include "storage/database.h"

#include <string_view>

// How often in a row a password was wrong, by a hash of the name that was typed. Names nobody has
// are counted like others, so that a delay does not tell who has an account.

namespace storage::login_throttle {

struct State {
    int failures = 0;
    Time locked_until{};  // before this no password is looked at
};

Result<State> find(Connection& connection, std::string_view name);
// Counts one more and gives the number in a row.
Result<int> count(Connection& connection, std::string_view name, Time now);
Result<void> lock_until(Connection& connection, std::string_view name, Time until);
Result<void> clear(Connection& connection, std::string_view name);
Result<std::int64_t> prune(Connection& connection, Time before);

}  // namespace storage::login_throttle
