#pragma once
#include "storage/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Who did what, append only. Each row's hash covers the row before it, so that a changed or missing
// row shows. Details name things by number, never by what they say of a person.

namespace storage {

struct AuditEntry {
    Time at{};
    std::string actor;   // "clerk:7", "contact:42", "system"
    std::string action;  // "login", "conversation.claim", "application.verify" …
    std::string object;  // "conversation:42", "case:LN-ZX-20261122-0007"
    std::string detail;
};

namespace audit {

// Belongs into the transaction of what it tells of.
Result<void> append(Connection& connection, const AuditEntry& entry);

struct Verdict {
    std::int64_t rows = 0;
    std::optional<std::int64_t> broken_at;  // the first row that does not fit
    std::string head;                       // hash of the last row that fits
    bool knows_head = true;                 // the chain that fits goes through the hash asked for
};
// The chain by itself cannot tell that its end was taken off, or that all of it was written anew:
// a `head` of an earlier verdict, kept elsewhere, can. Empty: none.
Result<Verdict> verify(Connection& connection, std::string_view head = {});

}  // namespace audit
}  // namespace storage
