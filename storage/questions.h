#pragma once
#include "storage/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Questions the bot did not settle, for the county to work through. Nobody's: the same words from
// many people are one row that counts them.

namespace storage {

struct OpenQuestion {
    std::int64_t id = 0;
    std::string text;     // without personal data
    std::string outcome;  // "none", "clarify", "handed_over"
    std::string topics;   // offered or shown, "," between
    std::int64_t times = 1;
    Time first_at{};
    Time last_at{};
    std::string state = "open";  // "open", "assigned", "phrasing", "drafted", "dismissed"
    std::string topic;           // where the county says it belongs
    std::string phrasing;        // as it is to be learnt
};

namespace questions {

// At most this many are kept; see trim().
inline constexpr std::int64_t most = 5000;

// Counts it, or keeps it as a new one. What the county has settled stays settled.
Result<void> note(
    Connection& connection,
    std::string_view text,
    std::string_view outcome,
    std::string_view topics,
    Time at
);

// The latest answer of this conversation after `since` that showed an article, and the question
// that had been looked up last before it: a number picked from a list asks nothing. Nothing when
// more than four messages came after it: asking for a person takes three.
struct Answered {
    std::string question;
    std::string topic;
};
Result<std::optional<Answered>> answered_last(
    Connection& connection, std::int64_t conversation, Time since
);

Result<std::optional<OpenQuestion>> find(Connection& connection, std::int64_t id);

// The most asked first; `before_times`/`before_id` is the last row of the page before.
struct Query {
    std::string state = "open";
    std::int64_t before_times = INT64_MAX;
    std::int64_t before_id = INT64_MAX;
    int limit = 50;
};
Result<std::vector<OpenQuestion>> list(Connection& connection, const Query& query);

struct Settlement {
    std::string state;  // any but "open"
    std::string topic;
    std::string phrasing;
    std::int64_t clerk = 0;
    Time at{};
};
// Fault::conflict unless it is open.
Result<void> settle(Connection& connection, std::int64_t id, const Settlement& settlement);

// Those to be learnt, by topic, then as they were settled.
Result<std::vector<OpenQuestion>> phrasings(Connection& connection);

// Drops what is over `keep`: settled ones first, then those not asked for longest. Phrasings are
// the county's work and stay.
Result<std::int64_t> trim(Connection& connection, std::int64_t keep = most);

}  // namespace questions
}  // namespace storage
