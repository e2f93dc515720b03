#pragma once
#include "storage/database.h"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// Which residents' files may be thrown away. A file that came several times is one: it is as old as
// its last coming, and is kept while any of the conversations it came in has an open case.

namespace storage::old_media {

struct File {
    std::string digest;
    std::int64_t bytes = 0;
    Time last_at{};
};

struct Survey {
    std::vector<File> spare;  // of no open case, the oldest first
    std::int64_t bytes = 0;   // of all files, whosoever
};
Result<Survey> survey(Connection& connection);

// Its messages are without it from now on; does nothing, and gives 0, when a case was opened
// meanwhile.
Result<std::int64_t> expire(Connection& connection, std::string_view digest);

// Of all that may not be thrown away.
Result<std::set<std::string, std::less<>>> digests_in_use(Connection& connection);

}  // namespace storage::old_media
