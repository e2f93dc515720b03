#pragma once
#include "storage/database.h"

#include <string>

// What who runs the machine does to an account that is there; one transaction each, with its audit
// row. not_found: there is none of that name.

namespace gateway::desk {

// Ends the account's sessions, and lets him in at once however often he guessed before. malformed:
// not 8 to 128 bytes. Hashes the password, so it takes some 20 ms.
storage::Result<void> set_password(
    storage::Connection& connection,
    const std::string& name,
    const std::string& password,
    storage::Time now
);

// Ends the account's sessions. What he had goes back to the queue of its area; his name stays in
// what happened. Gives the number of open cases he had.
storage::Result<int> disable(
    storage::Connection& connection, const std::string& name, storage::Time now
);
storage::Result<void> enable(
    storage::Connection& connection, const std::string& name, storage::Time now
);

}  // namespace gateway::desk
