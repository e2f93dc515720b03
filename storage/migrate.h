#pragma once
#include "storage/database.h"

#include <string>
#include <vector>

namespace storage {

// One numbered, forward-only step of the schema, from storage/migrations/. `{id}` stands for the
// store's own kind of a 64-bit key that counts upwards.
struct Migration {
    std::string name;  // "0001_core"
    std::string sql;
};

// All of them, in order.
std::vector<Migration> migrations();

// Brings the schema up to date, each step in its own transaction, and refuses a database that holds
// a step this program does not know or knows with another text.
Result<void> migrate(
    Connection& connection, const std::vector<Migration>& steps, std::string_view id_type
);

}  // namespace storage
