#include "storage/sequences.h"

namespace storage::sequences {

Result<std::int64_t> next(Connection& connection, std::string_view name) {
    auto value = connection.one(
        "INSERT INTO sequences(name, value) VALUES (?, 1) "
        "ON CONFLICT (name) DO UPDATE SET value = sequences.value + 1 RETURNING value",
        [](const Row& row) { return row.integer(0); },
        name
    );
    if (!value) return value.error();
    if (!*value) return Error{Fault::unavailable, "a sequence gave no number"};
    return **value;
}

}  // namespace storage::sequences
