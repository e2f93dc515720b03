#pragma once
#include "storage/database.h"

#include <filesystem>
#include <memory>
#include <string_view>

namespace storage {

// What `{id}` in a migration becomes.
inline constexpr std::string_view sqlite_id_type = "INTEGER PRIMARY KEY";

enum class Access {
    write,  // the one connection that writes, and the only one that checkpoints
    read,   // never writes, never checkpoints
};

// Opens the database file; `write` creates it. Durable: WAL with synchronous=FULL, so a commit that
// returned survives a power cut as far as the disk tells the truth. 3.40.1 can corrupt its WAL when
// two connections checkpoint at once: here only one ever does.
Result<std::unique_ptr<Connection>> open_sqlite(const std::filesystem::path& file, Access access);

}  // namespace storage
