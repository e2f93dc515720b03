#pragma once
#include "storage/database.h"

#include <cstdint>

namespace storage {

// The person of that conversation wants no more notices; answers to what he asks are another
// thing. True when he did not say so before.
Result<bool> stop_notices(Connection& connection, std::int64_t conversation);

}  // namespace storage
