#pragma once
#include "storage/database.h"
#include "storage/media.h"

#include <optional>
#include <string>
#include <vector>

namespace storage {

enum class Author { resident, bot, clerk, system, note };
std::string_view name_of(Author author);
Author author_of(std::string_view name);

// One thing said. Its id is the sequence number that pages resume from: it only grows.
struct Utterance {
    std::int64_t id = 0;
    std::int64_t conversation = 0;
    Author author = Author::bot;
    std::string kind = "text";
    std::string text;
    std::string choices;  // "1\t查政策\n2\t查进度": what a page shows as buttons
    std::optional<std::int64_t> clerk_id;
    std::string step;
    std::string topic;      // the article shown, if it is one
    std::string looked_up;  // the question it put to the articles; written, read only by questions
    std::string status = "kept";  // kept | queued | sent | delivered | failed | unknown | dropped
    Time at{};
    std::optional<Attachment>
        attachment{};  // read where clerks look: messages_before, find_message
};

// Gives the id it was kept under.
Result<std::int64_t> add_message(Connection& connection, const Utterance& said);

// After `after`, oldest first, at most `limit`; notes are for clerks only.
Result<std::vector<Utterance>> messages_after(
    Connection& connection, std::int64_t conversation, std::int64_t after, int limit
);

// The last `limit` before `before` (0: the newest), oldest first.
Result<std::vector<Utterance>> messages_before(
    Connection& connection, std::int64_t conversation, std::int64_t before, int limit
);

Result<std::optional<Utterance>> find_message(Connection& connection, std::int64_t id);

Result<void> set_status(Connection& connection, std::int64_t message, std::string_view status);

}  // namespace storage
