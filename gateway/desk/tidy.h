#pragma once
#include "storage/database.h"

namespace gateway::desk {

// Throws away what has served its time: events after an hour, kept answers and counted logins after
// a day, sessions that are over.
storage::Result<void> tidy(storage::Connection& connection, storage::Time now);

}  // namespace gateway::desk
