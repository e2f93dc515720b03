#pragma once
#include "storage/database.h"

#include <optional>
#include <string>
#include <vector>

// The scripts that conversations were advanced by, whole, so that one that is under way can be
// finished by what it began with, or be taken to what came after.

namespace storage {

struct BundleFile {
    std::string name;  // "flows/status.yaml"
    std::string text;
};

struct Bundle {
    std::string digest;
    std::vector<BundleFile> files;        // by name
    Time published_at{};                  // the last time it came into force
    std::optional<Time> superseded_at{};  // none: it is in force
    bool revoked = false;                 // nobody goes on by it, however little is left to do
};

// Puts a bundle in force; the one before is superseded. The same bundle again changes nothing, one
// that comes back is in force anew and no longer revoked.
Result<void> publish_bundle(Connection& connection, const Bundle& bundle, Time now);

// None of the conversations may go on by it.
Result<void> revoke_bundle(Connection& connection, std::string_view digest);

Result<std::optional<Bundle>> find_bundle(Connection& connection, std::string_view digest);

// The one in force and those before it that somebody's session was advanced by, newest first.
Result<std::vector<Bundle>> bundles_in_use(Connection& connection);

// Superseded ones that no session was advanced by. Gives how many there were.
Result<std::int64_t> drop_unused_bundles(Connection& connection);

// Sessions as they are stored, in the order of their conversations, after `after`.
struct StoredSession {
    std::int64_t conversation = 0;
    std::string channel;
    std::string sender;
    std::string state;
};
Result<std::vector<StoredSession>> sessions_after(
    Connection& connection, std::int64_t after, int limit
);

}  // namespace storage
