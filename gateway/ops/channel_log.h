#pragma once
#include "dialogs/message.h"

#include <chrono>
#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

// What passed between us and each provider, both ways, for whoever has to find out why a channel is
// dumb: codes and names only (redact.h), never a secret or a word of a person. The latest of a
// channel are in memory; channel_journal.h keeps them all on disk, for weeks. Loop thread.

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

// One line, its end included:
//   2026-11-23T10:13:21+08:00 out POST http://a/b 200 12ms accepted asked {} told {}
std::string line_of(const Exchange& exchange);

// Of one channel.
class Exchanges {
public:
    static constexpr std::size_t shown = 256;
    // What may wait to be written: three seconds of the most that one machine carries. What comes
    // on top, with a disk that stands still, is counted and not kept.
    static constexpr std::size_t max_fresh = 32'768;

    void add(Exchange exchange);

    // The latest `shown`, oldest first, a line each.
    std::string text() const;

    // What is not written yet, to be written now, nothing if there is none; ends with a line that
    // tells what was not kept. Once written, the last lines of it come back.
    std::shared_ptr<const std::vector<Exchange>> take_fresh();
    void put_back(std::vector<std::string> lines);

private:
    std::deque<std::string> recent_;
    std::shared_ptr<const std::vector<Exchange>> in_writing_;
    std::vector<Exchange> fresh_;
    std::size_t lost_ = 0;
};

class ChannelLog {
public:
    // Stays where it is as long as the log does.
    Exchanges& of(const std::string& channel) { return channels_[channel]; }
    // Nothing when there is no such channel.
    const Exchanges* find(std::string_view channel) const;

    std::map<std::string, Exchanges, std::less<>>& channels() { return channels_; }

private:
    std::map<std::string, Exchanges, std::less<>> channels_;
};

}  // namespace gateway::ops
