#pragma once
#include "storage/database.h"
#include "storage/outbox.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

// A message that its channel may refuse, and how far it has come on the other ways to its person.

namespace storage {

struct Chain {
    std::int64_t message = 0;
    std::string kind = "reply";                             // of the filed notice
    std::map<std::string, std::string, std::less<>> facts;  // its values
    SendClass send_class = SendClass::notice;               // of what follows
    int stage = 0;                                          // 0: its own channel
};

namespace chains {

// Fault::conflict when there is one.
Result<void> begin(Connection& connection, const Chain& chain);
Result<std::optional<Chain>> find(Connection& connection, std::int64_t message);
// Only forward; false when it has come that far already.
Result<bool> advance(Connection& connection, std::int64_t message, int stage);

}  // namespace chains
}  // namespace storage
