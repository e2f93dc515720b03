#include "storage/held_notices.h"

namespace storage::held_notices {

Result<void> add(Connection& connection, const Held& held) {
    auto added = connection.run(
        "INSERT INTO held_notices(conversation_id, clerk_id, text) VALUES (?, ?, ?)",
        held.conversation,
        held.clerk,
        held.text
    );
    if (!added) return added.error();
    return {};
}

Result<std::vector<Held>> waiting(Connection& connection, int limit) {
    return connection.all(
        "SELECT id, conversation_id, clerk_id, text FROM held_notices ORDER BY id LIMIT ?",
        [](const Row& row) {
            return Held{row.integer(0), row.integer(1), row.integer(2), row.text(3)};
        },
        limit
    );
}

Result<bool> take(Connection& connection, std::int64_t id) {
    auto taken = connection.run("DELETE FROM held_notices WHERE id = ?", id);
    if (!taken) return taken.error();
    return *taken == 1;
}

}  // namespace storage::held_notices
