#include "storage/old_media.h"

namespace storage::old_media {

Result<Survey> survey(Connection& connection) {
    Survey survey;
    auto found = connection.all(
        "SELECT d.digest, MAX(d.bytes), MAX(m.at), COUNT(k.no) FROM media d "
        "JOIN messages m ON m.id = d.message_id "
        "LEFT JOIN cases k ON k.conversation_id = m.conversation_id AND k.open = 1 "
        "WHERE d.state = 'kept' GROUP BY d.digest ORDER BY MAX(m.at), d.digest",
        [&survey](const Row& row) {
            survey.bytes += row.integer(1);
            if (row.integer(3) == 0)
                survey.spare.push_back({row.text(0), row.integer(1), row.time(2)});
            return 0;
        }
    );
    if (!found) return found.error();
    return survey;
}

Result<std::int64_t> expire(Connection& connection, std::string_view digest) {
    return connection.run(
        "UPDATE media SET state = 'failed', code = 'expired', digest = '' "
        "WHERE digest = ? AND state = 'kept' AND NOT EXISTS (SELECT 1 FROM media d "
        "JOIN messages m ON m.id = d.message_id "
        "JOIN cases k ON k.conversation_id = m.conversation_id AND k.open = 1 "
        "WHERE d.digest = ? AND d.state = 'kept')",
        digest,
        digest
    );
}

Result<std::set<std::string, std::less<>>> digests_in_use(Connection& connection) {
    std::set<std::string, std::less<>> digests;
    auto found = connection.all(
        "SELECT DISTINCT digest FROM media WHERE state = 'kept'",
        [&digests](const Row& row) {
            digests.insert(row.text(0));
            return 0;
        }
    );
    if (!found) return found.error();
    return digests;
}

}  // namespace storage::old_media
