#pragma once
#include "storage/database.h"

#include <cstdint>
#include <optional>

namespace storage {

// What some providers count: what we sent since the person last wrote, and when that was.
struct Pushed {
    int parts = 0;  // sent, on their way, or perhaps sent
    std::optional<Time> heard_at;
};
Result<Pushed> pushed_since_heard(Connection& connection, std::int64_t conversation);

}  // namespace storage
