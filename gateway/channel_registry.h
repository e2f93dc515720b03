#pragma once
#include "dialogs/result.h"
#include "gateway/channels/channel.h"
#include "gateway/config/config.h"

#include <memory>
#include <string>

namespace gateway::channels {

// A channel by its configuration. `public_url` is how providers reach us, without a slash at its
// end. Faults: malformed, with what is wrong in the configuration and where that is written.
dialogs::Result<std::unique_ptr<Channel>> make(
    const config::Channel& channel, const std::string& public_url
);

}  // namespace gateway::channels
