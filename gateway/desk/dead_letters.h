#pragma once
#include "gateway/desk/control.h"
#include "storage/dead_letters.h"

#include <cstdint>

// What a clerk decides about a part that was not delivered, or nobody knows whether it was. Each is
// one transaction with its audit row. Fault::not_found: there is none, or it is not his to see.

namespace gateway::desk {

enum class Verdict { replay, discard, delivered };

storage::Result<Acted> decide(
    storage::Connection& connection,
    const storage::Clerk& clerk,
    std::int64_t id,
    Verdict verdict,
    const std::string& reason,
    storage::Time now
);

}  // namespace gateway::desk
