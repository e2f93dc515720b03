#pragma once
#include "storage/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace storage {

// Something that was done on a case, and by whom.
struct CaseStep {
    Time at{};
    std::optional<std::int64_t> actor_id;  // none: the bot or the clock
    std::string actor;                     // as shown
    std::string action;                    // "opened", "claimed", "replied", "closed" …
    std::string detail;
};

namespace cases {

Result<void> add_step(Connection& connection, std::string_view no, const CaseStep& step);
// The oldest first.
Result<std::vector<CaseStep>> timeline(Connection& connection, std::string_view no);

}  // namespace cases
}  // namespace storage
