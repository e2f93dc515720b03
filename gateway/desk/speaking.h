#pragma once
#include "gateway/desk/control.h"
#include "storage/conversations.h"

#include <cstdint>
#include <string>

// What a clerk says in a conversation: to the resident, or to the other clerks.

namespace gateway::desk {

// The first reply to a queued conversation claims it.
storage::Result<Acted> reply(
    storage::Connection& connection, const Desk& at, const std::string& text, const Plan& plan
);

// A note is for clerks only; anybody who sees the conversation may write one.
storage::Result<Acted> note(
    storage::Connection& connection, const Desk& at, const std::string& text
);

// The note itself, by whoever may write it here; gives its id.
storage::Result<std::int64_t> keep_note(
    storage::Connection& connection,
    const Desk& at,
    const storage::Conversation& conversation,
    const std::string& text
);

}  // namespace gateway::desk
