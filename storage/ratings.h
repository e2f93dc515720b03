#pragma once
#include "storage/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Grades that people give to what was done for them. Never changed: of one case the latest counts.

namespace storage {

struct Rating {
    std::string message_key;  // unique: a message is one grade however often it is taken
    std::string channel;
    std::string sender;
    std::string case_no;  // the last case of that person; empty when there was none
    std::string grade;    // "best", "good", "fair", "poor", "worst"
    bool replaces = false;
    Time at{};
};

namespace ratings {

// Grades the person's last case, whatever `case_no` says. True when it had a grade before; the same
// message gets the same answer again.
Result<bool> keep(Connection& connection, const Rating& rating);
// The conversation's last case, if a grade may be asked for it: closed, no emergency, and neither
// asked for nor given before.
Result<std::optional<std::string>> due(Connection& connection, std::int64_t conversation);
Result<void> mark_asked(Connection& connection, std::string_view case_no, Time at);
// The grade that counts.
Result<std::optional<Rating>> latest_of(Connection& connection, std::string_view case_no);

}  // namespace ratings
}  // namespace storage
