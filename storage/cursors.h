#pragma once
#include "storage/database.h"

#include <string>
#include <string_view>

// How far the queue of a provider was fetched that keeps messages until we come for them. Keep a
// cursor in the transaction of the last message it stands for: then none is lost or taken twice.

namespace storage::cursors {

// Empty before the first fetch.
Result<std::string> find(Connection& connection, std::string_view channel, std::string_view source);
Result<void> keep(
    Connection& connection,
    std::string_view channel,
    std::string_view source,
    std::string_view cursor
);

}  // namespace storage::cursors
