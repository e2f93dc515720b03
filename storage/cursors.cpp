#include "storage/cursors.h"

namespace storage::cursors {

Result<std::string> find(
    Connection& connection, std::string_view channel, std::string_view source
) {
    auto cursor = connection.one(
        "SELECT cursor FROM cursors WHERE channel = ? AND source = ?",
        [](const Row& row) { return row.text(0); },
        channel,
        source
    );
    if (!cursor) return cursor.error();
    return cursor->value_or(std::string());
}

Result<void> keep(
    Connection& connection,
    std::string_view channel,
    std::string_view source,
    std::string_view cursor
) {
    auto rows = connection.run(
        "INSERT INTO cursors(channel, source, cursor) VALUES (?, ?, ?) "
        "ON CONFLICT (channel, source) DO UPDATE SET cursor = excluded.cursor",
        channel,
        source,
        cursor
    );
    if (!rows) return rows.error();
    return {};
}

}  // namespace storage::cursors
