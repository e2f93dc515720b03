#pragma once
#include "dialogs/result.h"
#include "gateway/config/config.h"
#include "gateway/simulators/trouble.h"

#include <functional>
#include <memory>
#include <string>

// A provider that needs no account: it takes what the gateway sends, hands over what residents
// write, and misbehaves as the real one does when it is told to.

namespace gateway::simulators {

// Something a newcomer wants to see: what a resident is shown, or what the provider did. Called
// from any thread.
using Tell = std::function<void(const std::string& line)>;

class Simulator {
public:
    virtual ~Simulator() = default;

    // A resident writes. Returns when the gateway has answered or the provider has given up.
    virtual void say(const std::string& from, const std::string& text) = 0;

    virtual std::string usual_sender() const = 0;
    virtual int port() const = 0;

    Troubles& troubles() { return troubles_; }
    virtual void send_receipts(Receipts) {}

protected:
    Troubles troubles_;
};

// For one channel of the configuration. Faults: malformed (no such channel, none of the simulated
// types, or its address is not on this machine), unavailable (the address is taken).
dialogs::Result<std::unique_ptr<Simulator>> simulate(
    const config::Config& config, const std::string& channel, Tell tell
);

}  // namespace gateway::simulators
