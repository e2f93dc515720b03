#pragma once
#include "gateway/desk/control.h"
#include "storage/conversations.h"
#include "storage/worklist.h"

#include <cstdint>
#include <optional>
#include <string>

// Who has a conversation: what the acts of control.h and speaking.h have in common.

namespace gateway::desk {

Acted refuse(std::string code, std::string message, std::string owner = {});
Acted refuse_for_owner(const storage::WorkItem& item, const char* code);
// Why a clerk who does not have the conversation may not do what only its owner may.
std::optional<Acted> refuse_stranger(const storage::WorkItem& item, const storage::Clerk& clerk);

// Compare-and-swap on the epoch: of two clerks who read the same one, the second finds it gone.
storage::Result<void> change_hands(
    storage::Connection& connection,
    storage::Conversation& conversation,
    storage::Control to,
    std::optional<std::int64_t> owner,
    std::optional<storage::Time> waiting_since,
    storage::Time now
);

// The conversation and its case wait for somebody else.
storage::Result<void> give_up(
    storage::Connection& connection, storage::WorkItem& item, storage::Time now
);

// A queued conversation becomes the clerk's, and its case with it.
storage::Result<void> take(
    storage::Connection& connection, const Desk& at, storage::WorkItem& item
);

storage::Result<void> write_down(
    storage::Connection& connection,
    const Desk& at,
    const storage::Conversation& conversation,
    std::string action,
    std::string detail = {}
);

}  // namespace gateway::desk
