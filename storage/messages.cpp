#include "storage/messages.h"

#include <algorithm>
#include <array>
#include <utility>

namespace storage {
namespace {

constexpr std::array<std::pair<Author, std::string_view>, 5> names{{
    {Author::resident, "resident"},
    {Author::bot, "bot"},
    {Author::clerk, "clerk"},
    {Author::system, "system"},
    {Author::note, "note"},
}};

Utterance read_message(const Row& row) {
    Utterance said;
    said.id = row.integer(0);
    said.conversation = row.integer(1);
    said.author = author_of(row.text(2));
    said.kind = row.text(3);
    said.text = row.text(4);
    said.choices = row.text(5);
    said.clerk_id = row.maybe_integer(6);
    said.step = row.text(7);
    said.topic = row.text(8);
    said.status = row.text(9);
    said.at = row.time(10);
    return said;
}

Utterance read_with_attachment(const Row& row) {
    auto said = read_message(row);
    if (row.is_null(11)) return said;
    Attachment attachment;
    attachment.kind = row.text(11);
    attachment.state = row.text(12);
    attachment.code = row.text(13);
    attachment.digest = row.text(14);
    attachment.type = row.text(15);
    attachment.bytes = row.integer(16);
    said.attachment = std::move(attachment);
    return said;
}

}  // namespace

std::string_view name_of(Author author) {
    for (const auto& [known, name] : names) {
        if (known == author) return name;
    }
    return "system";
}

Author author_of(std::string_view name) {
    for (const auto& [author, known] : names) {
        if (known == name) return author;
    }
    return Author::system;
}

Result<std::int64_t> add_message(Connection& connection, const Utterance& said) {
    return connection.insert(
        "INSERT INTO messages(conversation_id, author, kind, text, choices, clerk_id, step, topic, "
        "looked_up, status, at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        said.conversation,
        name_of(said.author),
        said.kind,
        said.text,
        said.choices,
        said.clerk_id,
        said.step,
        said.topic,
        said.looked_up,
        said.status,
        said.at
    );
}

Result<std::vector<Utterance>> messages_after(
    Connection& connection, std::int64_t conversation, std::int64_t after, int limit
) {
    return connection.all(
        "SELECT id, conversation_id, author, kind, text, choices, clerk_id, step, topic, status, "
        "at FROM messages "
        "WHERE conversation_id = ? AND id > ? AND author <> 'note' ORDER BY id LIMIT ?",
        read_message,
        conversation,
        after,
        limit
    );
}

Result<std::vector<Utterance>> messages_before(
    Connection& connection, std::int64_t conversation, std::int64_t before, int limit
) {
    auto newest_first = connection.all(
        "SELECT m.id, m.conversation_id, m.author, m.kind, m.text, m.choices, m.clerk_id, m.step, "
        "m.topic, m.status, m.at, d.kind, d.state, d.code, d.digest, d.type, d.bytes "
        "FROM messages m LEFT JOIN media d ON d.message_id = m.id "
        "WHERE m.conversation_id = ? AND (? = 0 OR m.id < ?) ORDER BY m.id DESC LIMIT ?",
        read_with_attachment,
        conversation,
        before,
        before,
        limit
    );
    if (newest_first) std::reverse(newest_first->begin(), newest_first->end());
    return newest_first;
}

Result<std::optional<Utterance>> find_message(Connection& connection, std::int64_t id) {
    return connection.one(
        "SELECT m.id, m.conversation_id, m.author, m.kind, m.text, m.choices, m.clerk_id, m.step, "
        "m.topic, m.status, m.at, d.kind, d.state, d.code, d.digest, d.type, d.bytes "
        "FROM messages m LEFT JOIN media d ON d.message_id = m.id WHERE m.id = ?",
        read_with_attachment,
        id
    );
}

Result<void> set_status(Connection& connection, std::int64_t message, std::string_view status) {
    auto done = connection.run("UPDATE messages SET status = ? WHERE id = ?", status, message);
    if (!done) return done.error();
    return {};
}

}  // namespace storage
