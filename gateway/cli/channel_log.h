#pragma once
#include <string>

namespace gateway::cli {

// What passed lately between the running gateway and a channel's provider, as its admin address
// tells it.
int channel_log(const std::string& channel, const std::string& config);

}  // namespace gateway::cli
