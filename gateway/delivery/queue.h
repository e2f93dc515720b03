#pragma once
#include "storage/conversations.h"
#include "storage/messages.h"
#include "storage/outbox.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// What is about to be said, kept with everything else of its transaction and sent only after it.

namespace gateway::delivery {

// A reply that has been cut into the parts its channel can carry. No parts: nothing has to be sent,
// because pages fetch it (web chat) or it rode on an acknowledgement.
struct Outgoing {
    storage::Utterance said;
    std::vector<std::string> parts;
    storage::SendClass send_class = storage::SendClass::answer;
    bool always = false;      // whatever the person wants no more of
    std::string form{};       // of a filed notice, which is one part
    std::int64_t origin = 0;  // as storage::OutboxPart has them
    int stage = 0;
};

// Keeps the message and its outgoing parts; gives the message's id. After the commit, tell
// Courier::wake().
storage::Result<std::int64_t> queue(
    storage::Connection& connection,
    const storage::Conversation& conversation,
    const Outgoing& outgoing
);

}  // namespace gateway::delivery
