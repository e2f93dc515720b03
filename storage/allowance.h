#pragma once
#include "storage/database.h"

#include <cstdint>
#include <optional>

namespace storage {

// What some providers count: what we sent since the person last wrote, and since he last followed,
// scanned a code or chose from the menu; and when that was. Filed notices and what went another way
// do not count.
struct Pushed {
    int parts = 0;  // sent, on their way, or perhaps sent
    std::optional<Time> heard_at;
    int event_parts = 0;  // likewise, since the event
    std::optional<Time> event_at{};
};
Result<Pushed> pushed_since_heard(Connection& connection, std::int64_t conversation);

}  // namespace storage
