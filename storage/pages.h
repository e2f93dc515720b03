#pragma once
#include "storage/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace storage::pages {

// An answer of which a channel carried only the beginning. Whoever has the token may read it until
// it expires, so it says no more than the channel would have.
struct Page {
    std::string token;
    std::int64_t conversation = 0;
    std::string text;
    Time expires_at{};
};

// The latest of a person, so that nobody crowds out the others; and the latest of all: with a
// kilobyte each a small part of the disk.
inline constexpr int max_of_conversation = 50;
inline constexpr int max_of_all = 20'000;

// Keeps it, and drops what has expired by `now` or is beyond those bounds.
Result<void> add(Connection& connection, const Page& page, Time now);

// Nothing when there is none of that token, or none any more.
Result<std::optional<Page>> find(Connection& connection, std::string_view token, Time now);

}  // namespace storage::pages
