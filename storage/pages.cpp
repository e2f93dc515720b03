#include "storage/pages.h"

namespace storage::pages {

Result<void> add(Connection& connection, const Page& page, Time now) {
    auto id = connection.insert(
        "INSERT INTO pages(token, conversation_id, text, expires_at) VALUES (?, ?, ?, ?)",
        page.token,
        page.conversation,
        page.text,
        page.expires_at
    );
    if (!id) return id.error();
    auto expired = connection.run("DELETE FROM pages WHERE expires_at <= ?", now);
    if (!expired) return expired.error();
    auto own = connection.run(
        "DELETE FROM pages WHERE conversation_id = ? AND id <= (SELECT id FROM pages "
        "WHERE conversation_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?)",
        page.conversation,
        page.conversation,
        max_of_conversation
    );
    if (!own) return own.error();
    // Ids grow by one, so that counting rows is not needed.
    auto old = connection.run("DELETE FROM pages WHERE id <= ?", *id - max_of_all);
    if (!old) return old.error();
    return {};
}

Result<std::optional<Page>> find(Connection& connection, std::string_view token, Time now) {
    return connection.one(
        "SELECT token, conversation_id, text, expires_at FROM pages "
        "WHERE token = ? AND expires_at > ?",
        [](const Row& row) {
            return Page{row.text(0), row.integer(1), row.text(2), row.time(3)};
        },
        token,
        now
    );
}

}  // namespace storage::pages
