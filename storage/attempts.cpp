#include "storage/attempts.h"

#include <array>
#include <utility>

namespace storage::attempts {
namespace {

constexpr std::array<std::pair<AttemptOutcome, std::string_view>, 4> outcomes{{
    {AttemptOutcome::pending, "pending"},
    {AttemptOutcome::ok, "ok"},
    {AttemptOutcome::mismatch, "mismatch"},
    {AttemptOutcome::locked, "locked"},
}};

std::string_view to_string(AttemptOutcome outcome) {
    for (const auto& [known, name] : outcomes) {
        if (known == outcome) return name;
    }
    return "pending";
}

AttemptOutcome outcome_from(std::string_view text) {
    for (const auto& [outcome, name] : outcomes) {
        if (name == text) return outcome;
    }
    return AttemptOutcome::pending;
}

}  // namespace

Result<std::optional<std::int64_t>> begin(Connection& connection, const Attempt& attempt) {
    return connection.one(
        "INSERT INTO attempts(message_key, channel, sender, receipt_no, outcome, at) "
        "VALUES (?, ?, ?, ?, 'pending', ?) ON CONFLICT (message_key) DO NOTHING RETURNING id",
        [](const Row& row) { return row.integer(0); },
        attempt.message_key,
        attempt.channel,
        attempt.sender,
        attempt.receipt_no,
        attempt.at
    );
}

Result<void> settle(
    Connection& connection, std::int64_t id, AttemptOutcome outcome, std::int64_t application_id
) {
    auto rows = connection.run(
        "UPDATE attempts SET outcome = ?, application_id = ? WHERE id = ?",
        to_string(outcome),
        application_id,
        id
    );
    if (!rows) return rows.error();
    if (*rows == 0) return Error{Fault::not_found, "no such attempt"};
    return {};
}

Result<std::optional<Attempt>> find(Connection& connection, std::string_view message_key) {
    return connection.one(
        "SELECT id, message_key, channel, sender, receipt_no, application_id, outcome, at "
        "FROM attempts WHERE message_key = ?",
        [](const Row& row) {
            Attempt found;
            found.id = row.integer(0);
            found.message_key = row.text(1);
            found.channel = row.text(2);
            found.sender = row.text(3);
            found.receipt_no = row.text(4);
            found.application_id = row.integer(5);
            found.outcome = outcome_from(row.text(6));
            found.at = row.time(7);
            return found;
        },
        message_key
    );
}

Result<int> wrong_since(
    Connection& connection, std::string_view channel, std::string_view sender, Time since
) {
    auto count = connection.one(
        "SELECT COUNT(*) FROM attempts WHERE channel = ? AND sender = ? AND at > ? "
        "AND outcome IN ('pending', 'mismatch')",
        [](const Row& row) { return static_cast<int>(row.integer(0)); },
        channel,
        sender,
        since
    );
    if (!count) return count.error();
    return count->value_or(0);
}

}  // namespace storage::attempts
