#pragma once
#include "gateway/desk/control.h"
#include "storage/database.h"

#include <cstdint>
#include <string>

// The clerk at the other end of a talk in `yimen chat`.

namespace gateway::cli {

// He claims the conversation, then closes its case or only returns it to the bot. He serves `area`,
// and has an account from the first time on. On the writer's thread.
dialogs::Result<desk::Acted> give_back_as_clerk(
    storage::Connection& connection,
    const std::string& area,
    std::int64_t conversation,
    dialogs::Time now,
    bool closes
);

}  // namespace gateway::cli
