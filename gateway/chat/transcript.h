#pragma once
#include "gateway/channels/web_chat/frames.h"
#include "storage/database.h"

#include <cstdint>
#include <vector>

// What a page has not seen yet, as frames.

namespace gateway::chat {

struct Update {
    std::int64_t conversation = 0;  // 0: nothing was ever said in this chat
    std::int64_t newest = 0;
    std::vector<channels::web_chat::Spoken> said;  // after the number asked for, oldest first
    channels::web_chat::Handoff handoff;           // who speaks now
};

// At most a page's worth at a time; ask again from the last one for more.
constexpr int max_replayed = 200;

storage::Result<Update> update_since(
    storage::Connection& connection, const dialogs::Address& chat, std::int64_t after
);

// The page has shown everything up to `seq`. Gives the clerks' messages among it that were not
// known to have arrived before.
storage::Result<std::vector<std::int64_t>> mark_read(
    storage::Connection& connection, std::int64_t conversation, std::int64_t seq
);

}  // namespace gateway::chat
