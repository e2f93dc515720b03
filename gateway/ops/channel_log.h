#pragma once
#include "dialogs/message.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

// What passed lately between us and each provider, both ways, for whoever has to find out why a
// channel is dumb: codes and names only (redact.h), never a secret or a word of a person. The last
// few hundred of a channel, in memory, gone with the process. Loop thread.

namespace gateway::ops {

struct Exchange {
    dialogs::Time at{};
    bool ours = false;  // we called the provider; else it called us
    std::string what;   // "POST", and where that tells something, redacted
    int status = 0;     // of the answer; 0: none came
    std::chrono::milliseconds took{};
    std::string became{};  // "kept", "accepted", "deferred 45009"
    std::string asked{};   // the bodies, redacted; a call that was kept needs none
    std::string told{};
};

// Of one channel: the newest take the places of the oldest.
class Exchanges {
public:
    static constexpr std::size_t kept = 256;

    void add(Exchange exchange);
    // Oldest first, a line each.
    std::string text() const;

private:
    std::array<Exchange, kept> ring_;
    std::size_t added_ = 0;
};

class ChannelLog {
public:
    // Stays where it is as long as the log does.
    Exchanges& of(const std::string& channel) { return channels_[channel]; }
    // Nothing when there is no such channel.
    const Exchanges* find(std::string_view channel) const;

private:
    std::map<std::string, Exchanges, std::less<>> channels_;
};

}  // namespace gateway::ops
