#pragma once
#include "storage/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Attempts to prove that one may know how an application stands. Kept for ever apart from sessions,
// so that neither a restart, a new conversation nor another flow makes a guesser new.

namespace storage {

enum class AttemptOutcome { pending, ok, mismatch, locked };

struct Attempt {
    std::int64_t id = 0;
    std::string message_key;  // unique: a message is one attempt however often it is taken
    std::string channel;
    std::string sender;
    std::string receipt_no;
    std::int64_t application_id = 0;  // 0: there is none of that number
    AttemptOutcome outcome = AttemptOutcome::pending;
    Time at{};
};

namespace attempts {

// Counts the attempt; none when this message was counted before.
Result<std::optional<std::int64_t>> begin(Connection& connection, const Attempt& attempt);
Result<void> settle(
    Connection& connection, std::int64_t id, AttemptOutcome outcome, std::int64_t application_id
);
Result<std::optional<Attempt>> find(Connection& connection, std::string_view message_key);

// Failed attempts of this contact since then, unsettled ones among them.
Result<int> wrong_since(
    Connection& connection, std::string_view channel, std::string_view sender, Time since
);

}  // namespace attempts
}  // namespace storage
