#pragma once
#include <string>

namespace gateway::cli {

struct ChannelLogOptions {
    std::string channel;
    std::string config;
    bool all = false;  // what is kept on disk, whether or not the gateway runs
};

// What passed lately between the running gateway and a channel's provider, as its admin address
// tells it, or all that is kept of it.
int channel_log(const ChannelLogOptions& options);

}  // namespace gateway::cli
