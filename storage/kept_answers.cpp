#include "storage/kept_answers.h"

namespace storage::kept_answers {

Result<std::optional<KeptAnswer>> find(
    Connection& connection, std::int64_t clerk_id, std::string_view key
) {
    return connection.one(
        "SELECT clerk_id, key, fingerprint, status, body, at FROM kept_answers "
        "WHERE clerk_id = ? AND key = ?",
        [](const Row& row) {
            return KeptAnswer{
                row.integer(0),
                row.text(1),
                row.text(2),
                static_cast<int>(row.integer(3)),
                row.text(4),
                row.time(5)};
        },
        clerk_id,
        key
    );
}

Result<void> keep(Connection& connection, const KeptAnswer& answer) {
    auto rows = connection.run(
        "INSERT INTO kept_answers(clerk_id, key, fingerprint, status, body, at) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        answer.clerk_id,
        answer.key,
        answer.fingerprint,
        answer.status,
        answer.body,
        answer.at
    );
    if (!rows) return rows.error();
    return {};
}

Result<std::int64_t> prune(Connection& connection, Time before) {
    return connection.run("DELETE FROM kept_answers WHERE at < ?", before);
}

}  // namespace storage::kept_answers
