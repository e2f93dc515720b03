#pragma once
#include "gateway/register/keys.h"
#include "storage/database.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

// Takes applications from a CSV file of the county's own system; its columns are in README.md.

namespace gateway::registers {

struct ImportOptions {
    bool dry_run = false;  // looks at every row, writes nothing but the error file
    std::string today;     // YYYY-MM-DD: the year of receipt numbers given, the latest updated_on
    dialogs::Time now{};
    // Whether an area code is one of ours; empty: any code of 6, 9 or 12 digits will do.
    std::function<bool(std::string_view code)> knows_area;
    // After every batch: bytes read so far and in all.
    std::function<void(std::uintmax_t done, std::uintmax_t total)> progress;
};

struct ImportSummary {
    int added = 0;
    int replaced = 0;
    int bad = 0;
    std::filesystem::path errors;  // the file with the bad rows; empty when there are none
};

// Good rows go in, 500 in a transaction; bad ones go to FILE.errors.csv with their line and the
// reason. Taking the same file again changes nothing. `connection` writes and has no transaction
// open. Faults: not_found, malformed when the header lacks a column or the text is no UTF-8 CSV,
// unavailable when the error file cannot be written, and the database's.
dialogs::Result<ImportSummary> import_applications(
    storage::Connection& connection,
    const Keys& keys,
    const std::filesystem::path& file,
    const ImportOptions& options
);

}  // namespace gateway::registers
