#pragma once
#include "storage/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Answers to requests that carried an Idempotency-Key: a repeat gets the first one again.

namespace storage {

struct KeptAnswer {
    std::int64_t clerk_id = 0;
    std::string key;
    std::string fingerprint;  // of the request: the same key for another request is a mistake
    int status = 0;
    std::string body;
    Time at{};
};

namespace kept_answers {

Result<std::optional<KeptAnswer>> find(
    Connection& connection, std::int64_t clerk_id, std::string_view key
);
Result<void> keep(Connection& connection, const KeptAnswer& answer);
Result<std::int64_t> prune(Connection& connection, Time before);

}  // namespace kept_answers
}  // namespace storage
