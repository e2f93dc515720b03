#pragma once
#include "storage/database.h"

#include <cstdint>
#include <string>
#include <vector>

// Notices that wait for the end of quiet hours where no outbox holds them: pages of ours show a
// message as soon as it is there.

namespace storage::held_notices {

struct Held {
    std::int64_t id = 0;
    std::int64_t conversation = 0;
    std::int64_t clerk = 0;
    std::string text;
};

Result<void> add(Connection& connection, const Held& held);

// In the order they were written, at most `limit`.
Result<std::vector<Held>> waiting(Connection& connection, int limit);

// False when somebody else had it already.
Result<bool> take(Connection& connection, std::int64_t id);

}  // namespace storage::held_notices
