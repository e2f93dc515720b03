#pragma once
#include "storage/conversations.h"
#include "storage/database.h"
#include "storage/messages.h"
#include "storage/staff.h"

#include <cstdint>
#include <optional>
#include <string>

// Everything that changes on the desk is written down here, in the transaction that changes it:
// what open pages are told of, what a case's timeline shows, and what the audit keeps. After the
// commit News is rung.

namespace gateway::desk {

enum class Happening { updated, control, case_created, case_updated, message_new, message_status };

struct Change {
    Happening what = Happening::updated;
    storage::Conversation conversation;  // as it is now
    std::string old_area;                // where it was; left empty when it has not moved
    std::int64_t message = 0;
    const storage::Clerk* actor = nullptr;  // null: the bot, the resident or the clock
    std::string action;                     // "claimed", "replied" …; empty: only pages are told
    std::string detail;                     // for the timeline; not kept in the audit
};

storage::Result<void> record(
    storage::Connection& connection, const Change& change, storage::Time now
);

// For turns and deliveries. Nothing is written while a conversation is the bot's alone.
storage::Result<void> message_added(
    storage::Connection& connection,
    const storage::Conversation& conversation,
    storage::Author author,
    std::int64_t message,
    storage::Time now
);
storage::Result<void> status_changed(
    storage::Connection& connection,
    std::int64_t conversation,
    std::int64_t message,
    storage::Time now
);

}  // namespace gateway::desk
