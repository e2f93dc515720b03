#pragma once
#include "storage/database.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Whom filed notices may reach: what people decided about each form, and what was used of it since.

namespace storage::opt_ins {

struct OptIn {
    std::string channel;
    std::string sender;
    std::string template_id;
};

// Each yes is good for one notice more, or for all to come where the form is a lasting one; a no
// takes all of them back.
Result<void> decide(Connection& connection, const OptIn& who, bool accepted, Time now);

// Whether there is one; a form that is sent `once` for each uses it up.
Result<bool> take(Connection& connection, const OptIn& who, bool once);

// Forms that may still reach him, and how many notices each is good for; of a lasting one any.
struct Left {
    std::string template_id;
    std::int64_t remaining = 0;
};
Result<std::vector<Left>> left(
    Connection& connection, std::string_view channel, std::string_view sender
);

// The notice was not sent after all.
Result<void> give_back(Connection& connection, const OptIn& who);

}  // namespace storage::opt_ins
