#pragma once
#include "storage/database.h"
#include "storage/staff.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What a clerk does with a conversation. Each act is one transaction: it holds or nothing of it
// does. Who is out of the conversation's area gets Fault::not_found, as if it were not there.

namespace gateway::desk {

// The conversation is not in the state the act needs; nothing was changed.
struct Refusal {
    std::string code;     // "already_claimed", "not_yours", "not_queued"
    std::string message;  // for the clerk
    std::string owner;    // who has it, if somebody has
};

struct Acted {
    std::optional<Refusal> refused;
    std::int64_t message = 0;  // that was kept, if one was
    bool to_send = false;      // there are new parts in the outbox
};

// Cuts a text into the parts a channel can carry: none where pages fetch what was said. Pure;
// called on the writer's thread.
using Plan =
    std::function<std::vector<std::string>(const std::string& channel, const std::string& text)>;

// Everything an act needs besides the connection.
struct Desk {
    storage::Clerk clerk;
    std::int64_t conversation = 0;
    storage::Time now{};
};

storage::Result<Acted> claim(storage::Connection& connection, const Desk& at);
storage::Result<Acted> release(storage::Connection& connection, const Desk& at);
storage::Result<Acted> return_to_bot(
    storage::Connection& connection, const Desk& at, const std::string& summary
);
// Closes the case; the bot answers again.
storage::Result<Acted> close(
    storage::Connection& connection, const Desk& at, const std::string& result
);

}  // namespace gateway::desk
